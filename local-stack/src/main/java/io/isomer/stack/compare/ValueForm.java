package io.isomer.stack.compare;

import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/** The forms of single values. */
enum ValueForm implements ColumnForm {
  /** The text itself. */
  TEXT("%s::text", UnaryOperator.identity()),
  /** Padded with blanks, which PostgreSQL's own cast to text would take away. */
  PADDED("convert_from(bpcharsend(%s), 'UTF8')", UnaryOperator.identity()),
  /** As PostgreSQL prints it: its cast to text adds a mask to an address without one. */
  ADDRESS("CASE WHEN %1$s IS NOT NULL THEN concat(%1$s) END", UnaryOperator.identity()),
  /** Digits, and a sign when negative: the same on both sides. */
  INTEGER("%s::text", UnaryOperator.identity()),
  BOOLEAN("%s::text", UnaryOperator.identity()),
  BIT("(%s = B'1')::text", UnaryOperator.identity()),
  DATE("%s::text", UnaryOperator.identity()),
  /** Microseconds since midnight, up to and with 24:00. */
  TIME("(extract(epoch FROM %s) * 1000000)::bigint::text", UnaryOperator.identity()),
  TIME_UTC("(%s AT TIME ZONE 'UTC')::text", CanonicalText::timeOfUtc),
  /** Zeros after the last digit of a fraction do not count. */
  TIMESTAMP("%s::text", CanonicalText::withoutTrailingZeros),
  TIMESTAMP_UTC("(%s AT TIME ZONE 'UTC')::text", CanonicalText::withoutTrailingZeros),
  /** By months, days and microseconds, as PostgreSQL keeps them. */
  INTERVAL(
      "CASE WHEN %1$s IS NOT NULL THEN concat_ws(' ', extract(year FROM %1$s) * 12 + extract(month FROM %1$s),"
          + " extract(day FROM %1$s), ((extract(hour FROM %1$s) * 60 + extract(minute FROM %1$s))"
          + " * 60000000 + extract(microseconds FROM %1$s))::bigint) END",
      CanonicalText::interval),
  /** By value: 1.50 is 1.5. */
  DECIMAL("%s::text", CanonicalText::decimal),
  MONEY("%s::numeric::text", CanonicalText::decimal),
  /** By bits, but for NaN, of which there is one: 0 is not -0. */
  REAL("%s::text", CanonicalText::real),
  DOUBLE("%s::text", CanonicalText::doubles),
  POINT(
      "(%1$s)[0]::text || ',' || (%1$s)[1]::text",
      "concat(toString(tupleElement(%1$s, 1)), ',', toString(tupleElement(%1$s, 2)))",
      CanonicalText::doubles),
  HSTORE("hstore_to_json(%s)::text", "toJSONString(%s)", CanonicalText::object),
  BYTES("encode(%s, 'hex')", "lower(hex(%s))", UnaryOperator.identity());

  private static final Set<ValueForm> ORDERED_DIFFERENTLY =
      EnumSet.of(TIME_UTC, INTERVAL, MONEY, REAL, DOUBLE, POINT, HSTORE);

  private static final Map<String, ValueForm> BY_TYPE = new HashMap<>();

  static {
    put(TEXT, "uuid", "text", "varchar", "citext", "name", "char", "xml", "json", "jsonb");
    put(TEXT, "ltree", "tsvector", "cidr", "macaddr", "macaddr8", "pg_lsn", "bit", "varbit");
    put(INTEGER, "int2", "int4", "int8", "oid");
    put(PADDED, "bpchar");
    put(ADDRESS, "inet");
    put(BOOLEAN, "bool");
    put(DATE, "date");
    put(TIME, "time");
    put(TIME_UTC, "timetz");
    put(TIMESTAMP, "timestamp");
    put(TIMESTAMP_UTC, "timestamptz");
    put(INTERVAL, "interval");
    put(DECIMAL, "numeric");
    put(MONEY, "money");
    put(REAL, "float4");
    put(DOUBLE, "float8");
    put(POINT, "point");
    put(HSTORE, "hstore");
    put(BYTES, "bytea");
  }

  private final String postgres;
  private final String clickhouse;
  private final UnaryOperator<String> canonical;

  ValueForm(String postgres, UnaryOperator<String> canonical) {
    this(postgres, "toString(%s)", canonical);
  }

  ValueForm(String postgres, String clickhouse, UnaryOperator<String> canonical) {
    this.postgres = postgres;
    this.clickhouse = clickhouse;
    this.canonical = canonical;
  }

  private static void put(ValueForm form, String... types) {
    for (String type : types) {
      BY_TYPE.put(type, form);
    }
  }

  /**
   * The form of a type's values.
   *
   * @throws IllegalArgumentException when no form is known
   */
  static ValueForm of(String column, SourceType type) {
    ValueForm form =
        switch (type.kind()) {
          case 'e', 'c', 'r', 'm' -> TEXT; // enums, composites and ranges
          default -> type.isOneBit() ? BIT : BY_TYPE.get(type.name());
        };
    if (form == null) {
      throw new IllegalArgumentException(
          "column " + column + ": no way to compare values of type " + type.name() + " is known");
    }
    return form;
  }

  @Override
  public String postgresExpression(String column) {
    return String.format(postgres, column);
  }

  @Override
  public String clickhouseExpression(String column) {
    return String.format(clickhouse, column);
  }

  @Override
  public String canonical(String text) {
    return text == null ? null : canonical.apply(text);
  }

  @Override
  public boolean ordersAlikeAsText() {
    return !ORDERED_DIFFERENTLY.contains(this);
  }
}
