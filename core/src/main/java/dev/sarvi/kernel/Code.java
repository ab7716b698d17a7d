package dev.sarvi.kernel;

import java.lang.invoke.MethodType;
import java.util.ArrayList;
import java.util.List;

/**
 * The code of an instance method: instructions, and the frame at the head of its loop, by which the
 * JVM checks them (The Java Virtual Machine Specification, 4.10.1).
 */
final class Code {
  private static final int PUSH_SHORT = 0x11;
  private static final int LDC_WIDE = 0x13;
  private static final int LDC_DOUBLE = 0x14;
  private static final int LOAD = 0x15;
  private static final int LOAD_ELEMENT = 0x2e;
  private static final int STORE = 0x36;
  private static final int ADD_INTS = 0x60;
  private static final int INCREMENT = 0x84;
  private static final int IF_GREATER_OR_EQUAL = 0xa2;
  private static final int GOTO = 0xa7;
  private static final int RETURN = 0xb1;
  private static final int GET_STATIC = 0xb2;
  private static final int INVOKE_VIRTUAL = 0xb6;
  private static final int INVOKE_SPECIAL = 0xb7;
  private static final int INVOKE_STATIC = 0xb8;
  private static final int CHECK_CAST = 0xc0;
  private static final int WIDE = 0xc4;

  /** Bytes of a jump. */
  private static final int JUMP = 3;

  private static final int SAME_FRAME = 251;
  private static final int FULL_FRAME = 255;

  /** What an instruction is for, beyond its first form, and what a frame calls it. */
  private enum Kind {
    INT(0, 1),
    FLOAT(2, 2),
    DOUBLE(3, 3),
    REFERENCE(4, 7);

    final int offset;
    final int tag;

    Kind(int offset, int tag) {
      this.offset = offset;
      this.tag = tag;
    }

    static Kind of(Class<?> type) {
      return type == int.class
          ? INT
          : type == float.class ? FLOAT : type == double.class ? DOUBLE : REFERENCE;
    }
  }

  private final ClassFile file;
  private Bytes instructions = new Bytes();
  private final Bytes frames = new Bytes();
  private final List<Class<?>> locals = new ArrayList<>();
  private int frameCount;
  private int maxLocals;
  private int stack;
  private int maxStack;

  /** Begins a method: its first locals are {@code this} and the parameters. */
  Code(ClassFile file, MethodType type) {
    this.file = file;
    local(Object.class);
    type.parameterList().forEach(this::local);
  }

  /** The index of a new local. */
  private int local(Class<?> type) {
    locals.add(type);
    maxLocals += size(type);
    return maxLocals - size(type);
  }

  void load(Class<?> type, int local) {
    access(LOAD, type, local);
    move(size(type));
  }

  /** Moves what is on the stack into a new local. */
  int store(Class<?> type) {
    int local = local(type);
    access(STORE, type, local);
    move(-size(type));
    return local;
  }

  private void access(int instruction, Class<?> type, int local) {
    int form = instruction + Kind.of(type).offset;
    if (local < 256) {
      instructions.u1(form).u1(local);
    } else {
      instructions.u1(WIDE).u1(form).u2(local);
    }
  }

  /** Of the array in a local. */
  void loadElement(Class<?> array, int local, int index) {
    Class<?> element = array.componentType();
    load(array, local);
    instructions.u1(PUSH_SHORT).u2(index).u1(LOAD_ELEMENT + Kind.of(element).offset);
    move(1);
    move(size(element) - 2);
  }

  /** A number of this primitive type. */
  void push(double number, Class<?> type) {
    instructions.u1(size(type) == 1 ? LDC_WIDE : LDC_DOUBLE).u2(file.number(number, type));
    move(size(type));
  }

  void loadStatic(Class<?> owner, String field, Class<?> type) {
    instructions.u1(GET_STATIC).u2(file.field(owner, field, type));
    move(1);
  }

  void addInts() {
    instructions.u1(ADD_INTS);
    move(-1);
  }

  void invokeStatic(Class<?> owner, String method, MethodType type) {
    instructions.u1(INVOKE_STATIC).u2(file.method(owner, method, type));
    move(size(type.returnType()) - size(type));
  }

  void invokeVirtual(Class<?> owner, String method, MethodType type) {
    instructions.u1(INVOKE_VIRTUAL).u2(file.method(owner, method, type));
    move(size(type.returnType()) - 1 - size(type));
  }

  void invokeConstructor(Class<?> owner, MethodType type) {
    instructions.u1(INVOKE_SPECIAL).u2(file.method(owner, "<init>", type));
    move(-1 - size(type));
  }

  void cast(Class<?> type) {
    instructions.u1(CHECK_CAST).u2(file.type(type));
  }

  void returnNothing() {
    instructions.u1(RETURN);
  }

  /**
   * {@code for (; index < end; index += step) body}, for two locals and a number. The test comes
   * first, as javac has it: C2 copies the block that a loop begins with.
   */
  void loop(int index, int end, int step, Runnable body) {
    int head = instructions.size();
    frames.u1(FULL_FRAME).u2(head).u2(locals.size());
    locals.forEach(this::frameType);
    frames.u2(0); // nothing on the stack
    load(int.class, index);
    load(int.class, end);
    Bytes before = instructions;
    instructions = new Bytes();
    body.run();
    instructions.u1(INCREMENT).u1(index).u1(step);
    Bytes inside = instructions;
    instructions = before;
    instructions.u1(IF_GREATER_OR_EQUAL).u2(2 * JUMP + inside.size()).all(inside);
    move(-2);
    instructions.u1(GOTO).u2(head - (instructions.size() - 1));
    frames.u1(SAME_FRAME).u2(instructions.size() - head - 1);
    frameCount = 2;
  }

  private void frameType(Class<?> type) {
    Kind kind = Kind.of(type);
    frames.u1(kind.tag);
    if (kind == Kind.REFERENCE) {
      frames.u2(file.type(type));
    }
  }

  private void move(int slots) {
    stack += slots;
    maxStack = Math.max(maxStack, stack);
  }

  private static int size(Class<?> type) {
    return type == double.class || type == long.class ? 2 : type == void.class ? 0 : 1;
  }

  private static int size(MethodType parameters) {
    return parameters.parameterList().stream().mapToInt(Code::size).sum();
  }

  Bytes instructions() {
    return instructions;
  }

  Bytes frames() {
    return frames;
  }

  int frameCount() {
    return frameCount;
  }

  int maxStack() {
    return maxStack;
  }

  int maxLocals() {
    return maxLocals;
  }
}
