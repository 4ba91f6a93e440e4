package io.isomer.changelog;

/** Of which JSON type an untyped value was written; its text follows. */
public enum JsonToken {
  STRING,
  NUMBER,
  BOOLEAN,
  /** An array or an object, as JSON text. */
  NESTED;

  private static final JsonToken[] BY_ORDINAL = values();

  static JsonToken ofOrdinal(int ordinal) {
    return BY_ORDINAL[ordinal];
  }
}
