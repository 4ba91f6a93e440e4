package io.isomer.testing.e2e.scenario;

/** Large values, which PostgreSQL does not log again with an update that left them alone. */
final class ToastScenarios {

  /** 40 KB that do not compress, so that PostgreSQL stores them apart. */
  private static final String LARGE =
      "(SELECT string_agg(md5((%s * 10000 + n)::text), '') FROM generate_series(1, 1250) n)";

  private ToastScenarios() {}

  private static String large(int seed) {
    return LARGE.formatted(seed);
  }

  /**
   * @param value an expression of a large text
   */
  private static Scenario of(String name, String type, String value) {
    String row = "INSERT INTO t VALUES (%d, 'a', " + value + ")";
    return Scenario.of(name)
        .table(
            "CREATE TABLE t (id int PRIMARY KEY, v text, large " + type + ")",
            "ALTER TABLE t ALTER COLUMN large SET STORAGE EXTERNAL")
        .rows(
            row.formatted(1, large(1)),
            row.formatted(2, large(2)),
            row.formatted(3, large(3)),
            row.formatted(4, large(4)),
            row.formatted(5, large(5)))
        .change(
            "UPDATE t SET v = 'b' WHERE id = 1",
            "UPDATE t SET id = 12, large = " + value.formatted(large(8)) + " WHERE id = 2",
            "UPDATE t SET large = " + value.formatted(large(6)) + " WHERE id = 4",
            "UPDATE t SET v = 'c' WHERE id = 4")
        .transaction(
            "UPDATE t SET v = 'c' WHERE id = 5",
            "UPDATE t SET id = 15, large = " + value.formatted(large(5)) + " WHERE id = 5",
            "UPDATE t SET v = 'd' WHERE id = 15",
            row.formatted(6, large(7)),
            "UPDATE t SET id = 7, large = " + value.formatted(large(9)) + " WHERE id = 6",
            "UPDATE t SET v = 'e' WHERE id = 7");
  }

  private static Scenario nullable(String name, String type, String value) {
    return of(name, type, value)
        .change(
            "UPDATE t SET large = NULL WHERE id = 3", "UPDATE t SET v = 'still NULL' WHERE id = 3");
  }

  private static Scenario keyChange(String name) {
    return Scenario.of(name)
        .table(
            "CREATE TABLE t (id int PRIMARY KEY, v text, large text)",
            "ALTER TABLE t ALTER COLUMN large SET STORAGE EXTERNAL",
            "INSERT INTO t VALUES (1, 'a', " + large(1) + ")")
        .change("UPDATE t SET id = 2 WHERE id = 1");
  }

  static Scenario[] all() {
    return new Scenario[] {
      nullable("unchanged large text", "text", "%s"),
      nullable("unchanged large jsonb", "jsonb", "jsonb_build_object('a', %s)"),
      nullable("unchanged large json", "json", "json_build_object('a', %s)"),
      nullable("unchanged large bytea", "bytea", "decode(%s, 'hex')"),
      nullable("unchanged large numeric", "numeric", "translate(%s, 'abcdef', '123456')::numeric"),
      of("unchanged large text[]", "text[]", "ARRAY[%s, NULL, 'b']"),
      of(
          "unchanged large int[]",
          "int[]",
          "(SELECT array_agg(ascii(c)) FROM regexp_split_to_table(%s, '') c)"),
      of(
          "unchanged large bigint[]",
          "bigint[]",
          "(SELECT array_agg(ascii(c)) FROM regexp_split_to_table(%s, '') c)"),
      of("unchanged large hstore", "hstore", "hstore('a', %s)"),
      nullable("unchanged large text, identity full", "text", "%s")
          .table("ALTER TABLE t REPLICA IDENTITY FULL"),
      Scenario.of("the placeholder as a user's text")
          .table("CREATE TABLE t (id int PRIMARY KEY, v text, w text)")
          .rows("INSERT INTO t VALUES (1, '__debezium_unavailable_value', 'a')")
          .change("INSERT INTO t VALUES (2, '__debezium_unavailable_value', 'a')"),
      Scenario.of("the placeholder as a user's text, identity full")
          .table(
              "CREATE TABLE t (id int PRIMARY KEY, v text, w text)",
              "ALTER TABLE t REPLICA IDENTITY FULL")
          .rows("INSERT INTO t VALUES (1, '__debezium_unavailable_value', 'a'), (2, 'b', 'b')")
          .change(
              "UPDATE t SET w = 'c' WHERE id = 1",
              "UPDATE t SET v = '__debezium_unavailable_value' WHERE id = 2"),
      keyChange("a key change that leaves a large value alone")
          .hidden("t")
          .refused("REPLICA IDENTITY FULL on it so that such values are sent"),
      keyChange("a key change that leaves a large value alone, identity full")
          .table("ALTER TABLE t REPLICA IDENTITY FULL"),
    };
  }
}
