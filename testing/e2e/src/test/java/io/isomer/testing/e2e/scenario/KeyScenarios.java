package io.isomer.testing.e2e.scenario;

import java.io.StringReader;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.postgresql.PGConnection;

/** Keys, and the order of changes. */
final class KeyScenarios {

  private static final String TABLE = "CREATE TABLE t (id int PRIMARY KEY, v text)";
  private static final String TWO_ROWS = "INSERT INTO t VALUES (1, 'a'), (2, 'b')";
  private static final int HOT_ROWS = 20;
  private static final int TIMES = 100;

  /** More of them by hand: {@code -Disomer.e2e.copied-rows=1000000}. */
  static final int COPIED_ROWS = Integer.getInteger("isomer.e2e.copied-rows", 20_000);

  static final Scenario IN_FLIGHT =
      of("an update in flight while the initial snapshot reads")
          .rows("INSERT INTO t SELECT n, 'first' FROM generate_series(1, " + HOT_ROWS + ") n")
          .change("UPDATE t SET v = v || ' and last' WHERE id = 1");

  static final Scenario INCREMENTAL =
      Scenario.of("incremental snapshot")
          .table(
              TABLE,
              "CREATE TABLE signals (id text PRIMARY KEY, type text NOT NULL, data text)",
              "INSERT INTO t SELECT n, 'first' FROM generate_series(1, 100) n")
          .hidden("signals") // which no snapshot reads
          .rows("INSERT INTO signals VALUES ('none', 'log', '{\"message\": \"before\"}')")
          .change("ALTER TABLE t ADD COLUMN w int NOT NULL DEFAULT 7")
          .change(IncrementalSnapshot::whileRowsChange);

  private KeyScenarios() {}

  /** A scenario with the table {@code t (id int PRIMARY KEY, v text)}. */
  private static Scenario of(String name) {
    return Scenario.of(name).table(TABLE);
  }

  private static Scenario keyed(String name, String key, String... rows) {
    return Scenario.of(name).table("CREATE TABLE t (" + key + ", v text)").rows(rows);
  }

  /** Runs an action while the table's first rows are updated. */
  static void whileRowsChange(SourceSchema source, OverlappingTransactions.Action action)
      throws Exception {
    OverlappingTransactions.during(
        source, "UPDATE t SET v = '%2$d' WHERE id = %1$d", HOT_ROWS, action);
  }

  static Scenario[] all() {
    return new Scenario[] {
      of("insert, update, delete of one key")
          .change(
              "INSERT INTO t VALUES (1, 'a')",
              "UPDATE t SET v = 'b' WHERE id = 1",
              "DELETE FROM t WHERE id = 1"),
      of("insert and update in one transaction")
          .transaction("INSERT INTO t VALUES (1, 'a')", "UPDATE t SET v = 'b'"),
      of("delete and insert in one transaction")
          .rows(TWO_ROWS)
          .transaction("DELETE FROM t WHERE id = 1", "INSERT INTO t VALUES (1, 'again')"),
      of("insert and delete in one transaction")
          .rows("INSERT INTO t VALUES (1, 'stays')")
          .transaction("INSERT INTO t VALUES (2, 'goes')", "DELETE FROM t WHERE id = 2"),
      of("insert, delete, insert")
          .change(
              "INSERT INTO t VALUES (1, 'a')",
              "DELETE FROM t WHERE id = 1",
              "INSERT INTO t VALUES (1, 'last')"),
      of("another key").rows(TWO_ROWS).change("UPDATE t SET id = 3 WHERE id = 1"),
      of("all keys changed, onto others that were there")
          .rows("INSERT INTO t SELECT n, 'row ' || n FROM generate_series(1, 50) n")
          .change(
              // PostgreSQL checks a unique key row by row: so from the last to the first
              source -> {
                for (int id = 50; id > 0; id--) {
                  source.execute("UPDATE t SET id = id + 10 WHERE id = " + id);
                }
              })
          .transaction("UPDATE t SET id = -id", "UPDATE t SET id = 10 - id")
          .change("UPDATE t SET id = id + 1000"),
      of("two rows that exchange their keys")
          .rows(TWO_ROWS)
          .transaction(
              "UPDATE t SET id = 0 WHERE id = 1",
              "UPDATE t SET id = 1 WHERE id = 2",
              "UPDATE t SET id = 2 WHERE id = 0"),
      keyed(
              "a part of a composite key",
              "a int, b text, PRIMARY KEY (b, a)",
              "INSERT INTO t VALUES (1, 'x', 'v'), (1, 'y', 'v'), (2, 'x', 'v')")
          .change(
              "UPDATE t SET a = 9 WHERE a = 1 AND b = 'x'",
              "UPDATE t SET b = 'z', v = 'w' WHERE a = 2",
              "DELETE FROM t WHERE b = 'y'"),
      keyed(
              "a key of uuid",
              "id uuid PRIMARY KEY",
              "INSERT INTO t SELECT md5(n::text)::uuid, n FROM generate_series(1, 30) n")
          .change(
              "UPDATE t SET v = 'b' WHERE id::text < '8'",
              "UPDATE t SET id = 'FFFFFFFF-FFFF-FFFF-FFFF-FFFFFFFFFFFF' WHERE v = '1'",
              "DELETE FROM t WHERE id::text > '8' AND v <> '1'"),
      keyed(
              "a key of text",
              "id text PRIMARY KEY",
              "INSERT INTO t VALUES ('', 'a'), (' ', 'b'), ('é', 'c'), (E'e\\u0301', 'd'), ('A', 'e')")
          .change("UPDATE t SET id = 'a' WHERE id = 'A'", "DELETE FROM t WHERE id = ''"),
      keyed(
              "a key of timestamp",
              "id timestamp PRIMARY KEY",
              "INSERT INTO t VALUES ('1969-12-31 23:59:59.999999', 'a'), ('2024-03-10 02:30', 'b')")
          .change("UPDATE t SET v = 'c'", "DELETE FROM t WHERE id < '1970-01-01'"),
      keyed(
              "a key of timestamptz",
              "id timestamptz PRIMARY KEY",
              "INSERT INTO t VALUES ('2024-10-27 02:30+02', 'a'), ('2024-10-27 02:30+01', 'b')")
          .change("UPDATE t SET v = 'c' WHERE v = 'a'", "DELETE FROM t WHERE v = 'b'"),
      keyed(
              "a key of numeric(10, 2)",
              "id numeric(10, 2) PRIMARY KEY",
              "INSERT INTO t VALUES (1.0, 'a'), (1.5, 'b'), (-10, 'c')")
          .change(
              "UPDATE t SET v = 'd' WHERE id = 1.00",
              "UPDATE t SET id = 1.50 WHERE id = 1.5",
              "DELETE FROM t WHERE id = -10.0"),
      keyed(
              "a key of numeric, where 1.0 is 1.00",
              "id numeric PRIMARY KEY",
              "INSERT INTO t VALUES (1.0, 'a'), (2.00, 'b'), (3, 'c')")
          .change(
              "UPDATE t SET id = 1.00, v = 'd' WHERE id = 1",
              "DELETE FROM t WHERE id = 2",
              "INSERT INTO t VALUES (2.0, 'e')",
              "UPDATE t SET id = 3.000 WHERE id = 3"),
      keyed(
              "a key of char(5)",
              "id char(5) PRIMARY KEY",
              "INSERT INTO t VALUES ('a', 'a'), ('b', 'b')")
          .change(
              "UPDATE t SET id = 'a  ', v = 'c' WHERE id = 'a'", "DELETE FROM t WHERE id = 'b '"),
      of("a row a hundred times in one transaction")
          .rows(TWO_ROWS)
          .transaction(
              IntStream.range(0, TIMES)
                  .mapToObj(n -> "UPDATE t SET v = '" + n + "' WHERE id = 1")
                  .toArray(String[]::new)),
      of("a row a hundred times in quick succession")
          .rows(TWO_ROWS)
          .change(
              IntStream.range(0, TIMES)
                  .mapToObj(n -> "UPDATE t SET v = '" + n + "' WHERE id = 1")
                  .collect(Collectors.joining("; COMMIT; BEGIN; ", "BEGIN; ", "; COMMIT"))),
      of("who writes first commits last")
          .rows("INSERT INTO t VALUES (1, 'a'), (2, 'a'), (3, 'a')")
          .change(KeyScenarios::writesFirstAndCommitsLast),
      of("rolled back savepoints")
          .rows(TWO_ROWS)
          .transaction(
              "INSERT INTO t VALUES (3, 'kept')",
              "SAVEPOINT a",
              "UPDATE t SET v = 'lost'",
              "INSERT INTO t VALUES (4, 'lost')",
              "SAVEPOINT b",
              "DELETE FROM t",
              "ROLLBACK TO SAVEPOINT a",
              "UPDATE t SET v = 'kept too' WHERE id = 1",
              "SAVEPOINT c",
              "UPDATE t SET id = id + 100",
              "ROLLBACK TO SAVEPOINT c")
          .change("BEGIN; DELETE FROM t; ROLLBACK"),
      of("a COPY of many rows in one transaction")
          .change(
              source -> {
                String rows =
                    IntStream.rangeClosed(1, COPIED_ROWS)
                        .mapToObj(n -> n + "\trow " + n + "\n")
                        .collect(Collectors.joining());
                source
                    .connection()
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyIn("COPY t FROM STDIN", new StringReader(rows));
              }),
      IN_FLIGHT,
      INCREMENTAL
    };
  }

  private static void writesFirstAndCommitsLast(SourceSchema source) throws SQLException {
    try (Connection a = source.connect();
        Connection b = source.connect()) {
      a.setAutoCommit(false);
      b.setAutoCommit(false);
      SourceSchema.execute(a, "UPDATE t SET v = 'of A' WHERE id = 1");
      SourceSchema.execute(b, "UPDATE t SET v = 'of B' WHERE id = 2");
      SourceSchema.execute(b, "DELETE FROM t WHERE id = 3");
      b.commit();
      SourceSchema.execute(a, "UPDATE t SET v = v || ' and A' WHERE id = 2");
      SourceSchema.execute(a, "INSERT INTO t VALUES (3, 'of A')");
      a.commit();
    }
  }
}
