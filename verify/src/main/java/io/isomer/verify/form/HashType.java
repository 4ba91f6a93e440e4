package io.isomer.verify.form;

import java.util.Locale;

/**
 * The types in which values are hashed: PostgreSQL's binary form of each is what {@code
 * record_send} writes, and what ClickHouse composes byte by byte.
 */
enum HashType {
  BOOL(16, 1),
  BYTEA(17, -1),
  INT8(20, 8),
  TEXT(25, -1),
  FLOAT4(700, 4),
  FLOAT8(701, 8),
  DATE(1082, 4),
  TIME(1083, 8),
  TIMESTAMP(1114, 8),
  TIMESTAMPTZ(1184, 8),
  INTERVAL(1186, 16),
  UUID(2950, 16);

  private final int oid;
  private final int bytes;

  /**
   * @param oid PostgreSQL's number of the type, the same on every server
   * @param bytes of each value, -1 where they differ
   */
  HashType(int oid, int bytes) {
    this.oid = oid;
    this.bytes = bytes;
  }

  /** PostgreSQL's expression of just this type: a record holds a domain's own number otherwise. */
  String postgres(String value) {
    return "CAST(%s AS pg_catalog.%s)".formatted(value, name().toLowerCase(Locale.ROOT));
  }

  /**
   * One field of a record in ClickHouse: type, length and bytes; length -1 for NULL.
   *
   * @param isNull an expression, or empty where there is no NULL
   * @param payload an expression for the bytes of a value that is not NULL
   */
  String field(String isNull, String payload) {
    String value = "concat(" + header(bytes) + ", " + payload + ")";
    if (bytes < 0) {
      value = "concat(%s, %s, %s)".formatted(typeOnly(), bigEndian(length(payload)), payload);
    }
    return isNull.isEmpty() ? value : "if(%s, %s, %s)".formatted(isNull, header(-1), value);
  }

  /** An element of an array: as a field without its type. */
  String element(String isNull, String payload) {
    String length = bytes < 0 ? bigEndian(length(payload)) : hex(bytes);
    return "if(%s, %s, concat(%s, %s))".formatted(isNull, hex(-1), length, payload);
  }

  /** The type's number as four bytes, an expression. */
  String typeOnly() {
    return hex(oid);
  }

  private String header(int length) {
    return "unhex('%08x%08x')".formatted(oid, length);
  }

  /** Four bytes, the most significant one first. */
  static String hex(int number) {
    return "unhex('%08x')".formatted(number);
  }

  private static String length(String payload) {
    return "toUInt32(length(" + payload + "))";
  }

  /** The bytes of a number, the most significant one first. */
  static String bigEndian(String number) {
    return "reverse(reinterpretAsFixedString(" + number + "))";
  }
}
