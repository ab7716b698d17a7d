package dev.sarvi.kernel;

/**
 * Where pixels that are evenly spaced along each axis begin in an array.
 *
 * @param first where the first of all is
 * @param image from an image to the next, and so on
 */
record Places(int first, int image, int plane, int row, int column) {
  /** The first of a line. */
  int at(int imageIndex, int planeIndex, int rowIndex) {
    return first + imageIndex * image + planeIndex * plane + rowIndex * row;
  }
}
