package io.isomer.testing.e2e.scenario;

import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Kinds of tables. */
final class TableScenarios {

  private static final int COLUMNS = 300;

  /** Hexadecimal digits, 32 for each number. */
  private static final String LARGE =
      "(SELECT string_agg(md5(n::text), '') FROM generate_series(1, 320000) n)";

  private TableScenarios() {}

  private static Scenario partitioned(String name, ScenarioConnector connector) {
    return Scenario.of(name, connector)
        .table(
            "CREATE TABLE t (id int, at date, v text, PRIMARY KEY (id, at)) PARTITION BY RANGE (at)",
            "CREATE TABLE t_2023 PARTITION OF t FOR VALUES FROM ('2023-01-01') TO ('2024-01-01')",
            "CREATE TABLE t_2024 PARTITION OF t FOR VALUES FROM ('2024-01-01') TO ('2025-01-01')")
        .rows(
            "INSERT INTO t SELECT n, date '2023-01-01' + n, 'row ' || n FROM generate_series(1, 700) n")
        .change(
            "UPDATE t SET v = 'changed' WHERE id % 3 = 0",
            "DELETE FROM t WHERE id % 7 = 0",
            "UPDATE t SET at = at + 365 WHERE id BETWEEN 100 AND 120",
            "UPDATE t SET at = at - 365, v = 'moved' WHERE id BETWEEN 500 AND 520",
            "CREATE TABLE t_2025 PARTITION OF t FOR VALUES FROM ('2025-01-01') TO ('2026-01-01')",
            "INSERT INTO t VALUES (1, '2025-05-05', 'in a new partition')");
  }

  static Scenario[] all() {
    return new Scenario[] {
      partitioned("partitions, each a table", ScenarioConnector.SHIPPED),
      partitioned("partitions as one table", ScenarioConnector.VIA_ROOT),
      Scenario.of(
              "a row that moves between partitions, with a key that stays",
              ScenarioConnector.VIA_ROOT)
          .table(
              "CREATE TABLE t (id int, kind text, v text, PRIMARY KEY (id, kind)) PARTITION BY LIST (kind)",
              "CREATE TABLE t_a PARTITION OF t FOR VALUES IN ('a')",
              "CREATE TABLE t_b PARTITION OF t DEFAULT")
          .rows("INSERT INTO t SELECT n, 'a', 'row ' || n FROM generate_series(1, 20) n")
          .change("UPDATE t SET kind = 'b' WHERE id < 10", "UPDATE t SET kind = 'a' WHERE id < 5")
          .transaction("UPDATE t SET kind = 'c' WHERE id = 7", "UPDATE t SET v = 'c' WHERE id = 7"),
      Scenario.of("generated columns in a publication that has them", ScenarioConnector.VIA_ROOT)
          .table(
              "CREATE TABLE t (id int PRIMARY KEY, price numeric(10, 2), doubled numeric(12, 2)"
                  + " GENERATED ALWAYS AS (price * 2) STORED)")
          .rows("INSERT INTO t (id, price) VALUES (1, 1.5), (2, NULL)")
          .change("INSERT INTO t (id, price) VALUES (3, 3)", "UPDATE t SET price = 4 WHERE id = 1"),
      Scenario.of("rows of ten megabytes")
          .table("CREATE TABLE t (id int PRIMARY KEY, v text, w bytea)")
          .rows("INSERT INTO t VALUES (1, " + LARGE + ", NULL)")
          .change(
              "INSERT INTO t VALUES (2, 'x', decode(" + LARGE + ", 'hex'))",
              "UPDATE t SET v = 'y'",
              "UPDATE t SET v = " + LARGE + " WHERE id = 2"),
      Scenario.of("hundreds of columns")
          .table(
              "CREATE TABLE t (id int PRIMARY KEY, "
                  + IntStream.range(0, COLUMNS)
                      .mapToObj(n -> "c" + n + (n % 2 == 0 ? " int" : " text"))
                      .collect(Collectors.joining(", "))
                  + ")")
          .rows("INSERT INTO t (id, c0, c1, c299) VALUES (1, 2, 'a', 'z'), (2, NULL, NULL, NULL)")
          .change(
              "INSERT INTO t SELECT 3, "
                  + IntStream.range(0, COLUMNS)
                      .mapToObj(n -> n % 2 == 0 ? "" + n : "'" + n + "'")
                      .collect(Collectors.joining(", ")),
              "UPDATE t SET c150 = 7, c151 = NULL"),
    };
  }
}
