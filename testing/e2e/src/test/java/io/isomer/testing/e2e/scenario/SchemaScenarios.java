package io.isomer.testing.e2e.scenario;

/** Tables whose columns change, tables that come, and TRUNCATE. */
final class SchemaScenarios {

  private static final String TOUCH = "UPDATE t SET v = v || '!'";

  private SchemaScenarios() {}

  private static Scenario of(String name) {
    return of(name, "w int");
  }

  private static Scenario of(String name, String column) {
    return Scenario.of(name)
        .table("CREATE TABLE t (id int PRIMARY KEY, v text, " + column + ")")
        .rows("INSERT INTO t VALUES (1, 'a'), (2, 'b'), (3, 'c')");
  }

  static Scenario[] all() {
    return new Scenario[] {
      of("add a nullable column")
          .change("ALTER TABLE t ADD COLUMN x text", "INSERT INTO t VALUES (4, 'd', 4, 'x')"),
      of("add a column with a default")
          .change(
              "ALTER TABLE t ADD COLUMN x int DEFAULT 42",
              "ALTER TABLE t ADD COLUMN y text DEFAULT 'it''s new'",
              "ALTER TABLE t ADD COLUMN z numeric(10, 2) DEFAULT -1.5",
              "ALTER TABLE t ADD COLUMN padded char(5) DEFAULT 'ab'",
              "INSERT INTO t VALUES (4, 'd', 4, NULL, NULL, NULL)",
              "UPDATE t SET x = 5 WHERE id = 1"),
      of("add a column that must not be NULL, every row changed")
          .change("ALTER TABLE t ADD COLUMN x int NOT NULL DEFAULT 42", TOUCH),
      of("drop a column")
          .change(
              "UPDATE t SET w = 1",
              "ALTER TABLE t DROP COLUMN w",
              "INSERT INTO t VALUES (4, 'd')",
              "DELETE FROM t WHERE id = 1"),
      of("drop a column that must not be NULL", "w int NOT NULL DEFAULT 0")
          .change("ALTER TABLE t DROP COLUMN w", "INSERT INTO t VALUES (4, 'd')"),
      of("rename a column, every row changed")
          .change("ALTER TABLE t RENAME COLUMN w TO renamed", "UPDATE t SET renamed = id"),
      of("int to bigint")
          .change(
              "UPDATE t SET w = 2147483647 WHERE id = 1",
              "ALTER TABLE t ALTER COLUMN w TYPE bigint",
              "UPDATE t SET w = 9223372036854775807 WHERE id = 2"),
      of("smallint to integer", "w smallint")
          .change(
              "UPDATE t SET w = -32768 WHERE id = 1",
              "ALTER TABLE t ALTER COLUMN w TYPE integer",
              "UPDATE t SET w = -2147483648 WHERE id = 2"),
      of("varchar to text", "w varchar(3)")
          .change(
              "UPDATE t SET w = 'abc' WHERE id = 1",
              "ALTER TABLE t ALTER COLUMN w TYPE text",
              "UPDATE t SET w = 'abcdef' WHERE id = 2"),
      of("a wider numeric", "w numeric(6, 2)")
          .change(
              "UPDATE t SET w = -9999.99 WHERE id = 1",
              "ALTER TABLE t ALTER COLUMN w TYPE numeric(12, 4)",
              "UPDATE t SET w = 99999999.9999 WHERE id = 2"),
      of("a numeric with more digits before the point only", "w numeric(6, 2)")
          .change(
              "UPDATE t SET w = 9999.99 WHERE id = 1",
              "ALTER TABLE t ALTER COLUMN w TYPE numeric(60, 2)",
              "UPDATE t SET w = 1e57 WHERE id = 2"),
      of("real to double precision", "w real")
          .change(
              "UPDATE t SET w = 0.5 WHERE id = 1",
              "ALTER TABLE t ALTER COLUMN w TYPE double precision",
              "UPDATE t SET w = 0.1 WHERE id = 2"),
      of("set and drop NOT NULL", "w int NOT NULL DEFAULT 1")
          .change(
              "ALTER TABLE t ALTER COLUMN w DROP NOT NULL",
              "UPDATE t SET w = NULL WHERE id = 1",
              "UPDATE t SET w = 0 WHERE id = 1",
              "ALTER TABLE t ALTER COLUMN w SET NOT NULL",
              "UPDATE t SET w = 3 WHERE id = 3"),
      Scenario.of("a new value of an enum")
          .table(
              "CREATE TYPE mood AS ENUM ('sad', 'ok')",
              "CREATE TABLE t (id int PRIMARY KEY, v mood)")
          .rows("INSERT INTO t VALUES (1, 'sad')")
          .change("ALTER TYPE mood ADD VALUE 'happy'", "INSERT INTO t VALUES (2, 'happy')"),
      of("DDL between the changes of a transaction")
          .transaction(
              "UPDATE t SET w = 1 WHERE id = 1",
              "ALTER TABLE t ADD COLUMN x int",
              "UPDATE t SET x = 2 WHERE id = 2",
              "ALTER TABLE t ALTER COLUMN x TYPE bigint",
              "UPDATE t SET x = 5000000000 WHERE id = 3",
              "ALTER TABLE t DROP COLUMN w",
              "INSERT INTO t VALUES (4, 'd', 4)"),
      of("a column back and forth")
          .change(
              "ALTER TABLE t DROP COLUMN w",
              TOUCH,
              "ALTER TABLE t ADD COLUMN x int",
              TOUCH,
              "ALTER TABLE t DROP COLUMN x",
              TOUCH),
      of("a new table while running")
          .change(
              "CREATE TABLE u (id bigint PRIMARY KEY, v text)",
              "INSERT INTO u SELECT n, 'new ' || n FROM generate_series(1, 100) n",
              "UPDATE u SET v = 'changed' WHERE id % 3 = 0",
              "DELETE FROM u WHERE id % 7 = 0"),
      many("truncate").change("TRUNCATE t"),
      many("truncate and insert in one transaction")
          .transaction(
              "INSERT INTO t SELECT n, 'goes' FROM generate_series(1001, 1500) n",
              "UPDATE t SET v = 'goes too'",
              "TRUNCATE t",
              "INSERT INTO t SELECT n, 'stays' FROM generate_series(401, 600) n"),
      many("truncate twice")
          .change("TRUNCATE t", "INSERT INTO t VALUES (1, 'a')", "TRUNCATE t")
          .change("INSERT INTO t VALUES (2, 'b')"),
      many("truncate two tables at once")
          .table("CREATE TABLE u (id int PRIMARY KEY, t int REFERENCES t)")
          .rows("INSERT INTO u SELECT n, n FROM generate_series(1, 50) n")
          .change("TRUNCATE t CASCADE", "INSERT INTO t VALUES (1, 'a')"),
    };
  }

  private static Scenario many(String name) {
    return Scenario.of(name)
        .table("CREATE TABLE t (id int PRIMARY KEY, v text)")
        .rows("INSERT INTO t SELECT n, 'row ' || n FROM generate_series(1, 500) n");
  }
}
