package io.isomer.changelog;

/** What a source column's values mean, and in which form a row carries them. */
public enum ColumnKind {
  BOOLEAN(Form.BOOLEAN),
  INT16(Form.LONG),
  INT32(Form.LONG),
  INT64(Form.LONG),
  /** 0 to 4294967295. */
  UINT32(Form.LONG),
  FLOAT32(Form.DOUBLE),
  FLOAT64(Form.DOUBLE),
  /** Decimal digits as text, or {@code NaN}, {@code Infinity}, {@code -Infinity}. */
  DECIMAL(Form.TEXT),
  STRING(Form.TEXT),
  /** The letters 0 and 1, the highest bit first. */
  BITS(Form.TEXT),
  UUID(Form.TEXT),
  JSON(Form.TEXT),
  ENUM(Form.TEXT),
  /** An ISO 8601 duration. */
  INTERVAL(Form.TEXT),
  /** A time of day with its offset from UTC, as ISO 8601. */
  TIME_TZ(Form.TEXT),
  BYTES(Form.BYTES),
  /** Days since 1970-01-01. */
  DATE(Form.LONG),
  /** Ticks since 1970-01-01T00:00:00 without zone; the type's scale tells the ticks per second. */
  TIMESTAMP(Form.LONG),
  /**
   * Microseconds since 1970-01-01T00:00:00Z; {@link Long#MIN_VALUE} and {@link Long#MAX_VALUE} are
   * PostgreSQL's -infinity and infinity.
   */
  TIMESTAMP_TZ(Form.LONG),
  /** Ticks since midnight; the type's scale tells the ticks per second. */
  TIME(Form.LONG),
  ARRAY(Form.ARRAY),
  /** The keys and values of an hstore in turn, each a text; no key is NULL. */
  MAP(Form.ARRAY),
  /** The two coordinates, each a FLOAT64. */
  POINT(Form.ARRAY),
  /** A vector's numbers; none is NULL. */
  VECTOR(Form.ARRAY),
  /** A value of a message without schema part: the target's type gives it its meaning. */
  UNTYPED(Form.TOKEN);

  /** The binary form of a value within a row; {@link RowWriter} writes it. */
  public enum Form {
    /** One byte, 0 or 1. */
    BOOLEAN,
    /** Eight bytes, little-endian. */
    LONG,
    /** Eight bytes, IEEE 754, little-endian. */
    DOUBLE,
    /** Four bytes length, then UTF-8. */
    TEXT,
    /** Four bytes length, then the bytes. */
    BYTES,
    /** Four bytes number of elements, then each element as a column's value with its mark. */
    ARRAY,
    /** One byte {@link JsonToken}, then text. */
    TOKEN
  }

  private final Form form;

  ColumnKind(Form form) {
    this.form = form;
  }

  public Form form() {
    return form;
  }
}
