package io.isomer.testing.e2e.oracle;

import static io.isomer.testing.e2e.oracle.ValueForm.made;
import static io.isomer.testing.e2e.oracle.ValueForm.same;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The form in which values of each type are compared. */
final class ValueForms {

  private static final ValueForm TEXT = same("%s::text", "toString(%s)");

  private static final List<String> AS_TEXT =
      List.of(
          "uuid",
          "text",
          "varchar",
          "name",
          "char",
          "citext",
          "xml",
          "ltree",
          "lquery",
          "tsvector",
          "tsquery",
          "json",
          "jsonb",
          "jsonpath",
          "cidr",
          "macaddr",
          "macaddr8",
          "int2",
          "int4",
          "int8",
          "oid",
          "bool",
          "date",
          "pg_lsn",
          "xid8");

  private static final Map<String, ValueForm> BY_NAME = new HashMap<>();

  static {
    AS_TEXT.forEach(name -> BY_NAME.put(name, TEXT));
    ValueForm decimal = made("%s::text", "toString(%s)", Canonical::decimal);
    // a cast takes the blanks at the end away
    BY_NAME.put("bpchar", same("textin(bpcharout(%s))", "toString(%s)"));
    // and adds the length of the network mask
    BY_NAME.put("inet", same("textin(inet_out(%s))", "toString(%s)"));
    BY_NAME.put("timestamp", made("%s::text", "toString(%s)", Canonical::fraction));
    BY_NAME.put(
        "timestamptz", made("(%s AT TIME ZONE 'UTC')::text", "toString(%s)", Canonical::fraction));
    BY_NAME.put(
        "time",
        made("(extract(epoch FROM %s) * 1000000)::text", "toString(%s)", Canonical::decimal));
    BY_NAME.put(
        "timetz", made("(%s AT TIME ZONE 'UTC')::text", "toString(%s)", Canonical::timeInUtc));
    BY_NAME.put("interval", made(Interval.POSTGRES, "toString(%s)", Interval::canonical));
    BY_NAME.put("numeric", decimal);
    BY_NAME.put("money", made("%s::numeric::text", "toString(%s)", Canonical::decimal));
    BY_NAME.put("float4", made("%s::text", "toString(%s)", Canonical::real));
    BY_NAME.put("float8", made("%s::text", "toString(%s)", Canonical::doublePrecision));
    BY_NAME.put("bytea", same("encode(%s, 'hex')", "lower(hex(%s))"));
    BY_NAME.put("hstore", same(Composites.HSTORE_POSTGRES, Composites.HSTORE_CLICKHOUSE));
    BY_NAME.put(
        "point",
        made(
            "%s[0]::text || ' ' || %s[1]::text",
            "concat(toString(tupleElement(%s, 1)), ' ', toString(tupleElement(%s, 2)))",
            Canonical::doubles));
    for (String shape : List.of("lseg", "polygon", "path")) {
      BY_NAME.put(shape, made("%s::text", "hex(%s)", Shape::canonical));
    }
    BY_NAME.put("box", made(Shape.BOX_CORNERS, "hex(%s)", Shape::canonical));
  }

  private ValueForms() {}

  /**
   * The form of a type's values.
   *
   * @throws IllegalArgumentException when no form is known
   */
  static ValueForm of(String column, PostgresType type) {
    if (type.element() != null) {
      return Composites.array(of(column, type.element()));
    }
    ValueForm form =
        switch (type.kind()) {
          case 'e', 'c', 'r', 'm' -> TEXT;
          default -> type.name().equals("bit") ? bits(type.modifier()) : BY_NAME.get(type.name());
        };
    if (form == null) {
      throw new IllegalArgumentException(
          "column " + column + ": no way to compare values of type " + type.name() + " is known");
    }
    return form;
  }

  /** A single bit is a truth value in ClickHouse. */
  private static ValueForm bits(int length) {
    return length == 1 ? same("(%s = B'1')::text", "toString(%s)") : TEXT;
  }
}
