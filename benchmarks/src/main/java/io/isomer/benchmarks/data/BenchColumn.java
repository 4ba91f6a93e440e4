package io.isomer.benchmarks.data;

/**
 * A column of a benchmark's table.
 *
 * @param nullable whether some of its values are NULL
 */
public record BenchColumn(String name, ColumnKind kind, boolean nullable) {

  String postgres() {
    return name + " " + kind.postgres() + (nullable ? "" : " PRIMARY KEY");
  }

  /** The type in ClickHouse. */
  public String clickHouseType() {
    return nullable ? "Nullable(" + kind.clickHouse() + ")" : kind.clickHouse();
  }

  String clickHouse() {
    return name + " " + clickHouseType();
  }

  /** What the checksum is made of, in ClickHouse. */
  String shown() {
    return nullable
        ? "if(isNull(%s), '%s', %s)"
            .formatted(name, BenchTable.SHOWN_NULL, kind.shown("assumeNotNull(" + name + ")"))
        : kind.shown(name);
  }
}
