package dev.sarvi.bench;

/** What is asked of a network. */
enum Task {
  /** Its outputs. */
  FORWARD("forward"),
  /** Its outputs, and from a gradient of them those of its inputs and trainable weights. */
  GRADIENTS("forward+backward"),
  /** Forward, backward by the cross-entropy of its logits, and a step of Adam. */
  TRAINING_STEP("training step");

  private final String words;

  Task(String words) {
    this.words = words;
  }

  @Override
  public String toString() {
    return words;
  }
}
