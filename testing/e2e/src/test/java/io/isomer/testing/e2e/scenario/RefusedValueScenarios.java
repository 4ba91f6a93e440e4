package io.isomer.testing.e2e.scenario;

/** Values that ClickHouse or Debezium cannot hold: dead letters that name them, and never a row. */
final class RefusedValueScenarios {

  private RefusedValueScenarios() {}

  /**
   * @param letters what the values' dead letters say besides the column
   */
  private static Scenario of(String type, String[] values, String... letters) {
    StringBuilder rows = new StringBuilder();
    for (int i = 0; i < values.length; i++) {
      rows.append(i == 0 ? "" : ", ")
          .append("(")
          .append(i + 2)
          .append(", ")
          .append(values[i])
          .append(")");
    }
    return Scenario.of("refused values of " + type)
        .partitions(1)
        .table("CREATE TABLE t (id int PRIMARY KEY, v " + type + ")")
        .rows("INSERT INTO t VALUES " + rows)
        .change(
            "INSERT INTO t SELECT id + 100, v FROM t",
            "UPDATE t SET id = id + 1000 WHERE id > 100",
            "DELETE FROM t")
        .refused(letters);
  }

  private static String[] values(String... values) {
    return values;
  }

  /** A target is hidden where no message tells its columns: it is never created. */
  static Scenario[] all() {
    return new Scenario[] {
      of("numeric(10, 2)", values("'NaN'"), "column v"),
      of(
          "date",
          values("'infinity'", "'-infinity'", "'10000-01-01'", "'5874897-12-31'"),
          "column v"),
      of(
          "timestamp",
          values("'infinity'", "'-infinity'", "'10000-01-01'", "'294276-12-31 23:59:59.999999'"),
          "column v"),
      of("timestamptz", values("'infinity'", "'-infinity'", "'10000-01-01Z'"), "column v"),
      of("hstore", values("NULL"), "column v"),
      of("point", values("NULL"), "column v"),
      of("integer[]", values("NULL", "'{{1,2},{3,4}}'"), "column v"),
      of("text[]", values("NULL", "'{{a,b},{c,d}}'"), "column v"),
      of("time[]", values("'{12:00}'"), "v").hidden("t"),
      of("bit varying", values("'101'"), "v").hidden("t"),
      of("bit(3)[]", values("'{101}'"), "v").hidden("t"),
      of("circle", values("'<(1,2),3>'"), "v").hidden("t"),
      of("line", values("'{1,2,3}'"), "v").hidden("t"),
      of("path", values("'((1,2),(3,4))'"), "closed"),
    };
  }
}
