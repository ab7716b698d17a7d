package dev.sarvi.kernel;

import java.lang.invoke.MethodType;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/**
 * Writes a class in the class file format (The Java Virtual Machine Specification, chapter 4), as
 * far as loops need it: public methods with code, and one interface.
 */
final class ClassFile {
  private static final int MAGIC = 0xCAFEBABE;
  private static final int VERSION_OF_JAVA_17 = 61;
  private static final int PUBLIC = 1;
  private static final int PUBLIC_FINAL_CLASS = 0x31;

  private static final int UTF8 = 1;
  private static final int INT = 3;
  private static final int FLOAT = 4;
  private static final int LONG = 5;
  private static final int DOUBLE = 6;
  private static final int CLASS = 7;
  private static final int FIELD = 9;
  private static final int METHOD = 10;
  private static final int NAME_AND_TYPE = 12;

  private final Bytes constants = new Bytes();
  private final Map<String, Integer> indices = new HashMap<>();
  private int constantCount = 1;
  private final Bytes methods = new Bytes();
  private int methodCount;
  private final int thisClass;
  private final int superclass;
  private final int itsInterface;

  ClassFile(String name, Class<?> itsInterface) {
    this.thisClass = type(name);
    this.superclass = type(Object.class);
    this.itsInterface = type(itsInterface);
  }

  /** The index of a class. */
  int type(Class<?> type) {
    return type(type.getName().replace('.', '/'));
  }

  private int type(String internalName) {
    return constant(new Bytes().u1(CLASS).u2(text(internalName)), 1);
  }

  /** The index of a method. */
  int method(Class<?> owner, String name, MethodType type) {
    return member(METHOD, owner, name, type.descriptorString());
  }

  /** The index of a field. */
  int field(Class<?> owner, String name, Class<?> type) {
    return member(FIELD, owner, name, type.descriptorString());
  }

  private int member(int kind, Class<?> owner, String name, String type) {
    Bytes nameAndType = new Bytes().u1(NAME_AND_TYPE).u2(text(name)).u2(text(type));
    return constant(new Bytes().u1(kind).u2(type(owner)).u2(constant(nameAndType, 1)), 1);
  }

  /** The index of a number of this primitive type. */
  int number(double value, Class<?> type) {
    if (type == int.class) {
      return constant(new Bytes().u1(INT).u4((int) value), 1);
    }
    if (type == long.class) {
      return constant(new Bytes().u1(LONG).u8((long) value), 2);
    }
    return type == float.class
        ? constant(new Bytes().u1(FLOAT).u4(Float.floatToRawIntBits((float) value)), 1)
        : constant(new Bytes().u1(DOUBLE).u8(Double.doubleToRawLongBits(value)), 2);
  }

  private int text(String text) {
    return constant(new Bytes().u1(UTF8).text(text), 1);
  }

  /** The index of a constant, which may take two. */
  private int constant(Bytes constant, int indicesTaken) {
    String key = new String(constant.toArray(), StandardCharsets.ISO_8859_1);
    Integer known = indices.putIfAbsent(key, constantCount);
    if (known != null) {
      return known;
    }
    constants.all(constant);
    constantCount += indicesTaken;
    return constantCount - indicesTaken;
  }

  /** Adds an instance method. */
  void add(String name, MethodType type, Code code) {
    Bytes attribute = new Bytes().u2(code.maxStack()).u2(code.maxLocals());
    attribute.u4(code.instructions().size()).all(code.instructions());
    attribute.u2(0); // handlers of exceptions
    attribute.u2(code.frameCount() > 0 ? 1 : 0);
    if (code.frameCount() > 0) {
      attribute.u2(text("StackMapTable")).u4(2 + code.frames().size());
      attribute.u2(code.frameCount()).all(code.frames());
    }
    methods.u2(PUBLIC).u2(text(name)).u2(text(type.descriptorString()));
    methods.u2(1).u2(text("Code")).u4(attribute.size()).all(attribute);
    methodCount++;
  }

  byte[] toArray() {
    Bytes file = new Bytes().u4(MAGIC).u2(0).u2(VERSION_OF_JAVA_17);
    file.u2(constantCount).all(constants);
    file.u2(PUBLIC_FINAL_CLASS).u2(thisClass).u2(superclass);
    file.u2(1).u2(itsInterface).u2(0).u2(methodCount).all(methods).u2(0);
    return file.toArray();
  }
}
