package io.isomer.testing.e2e.scenario;

/** What PostgreSQL logs of a row's former values. */
final class IdentityScenarios {

  private static final String ROWS =
      "INSERT INTO t VALUES (1, 'a', 'x'), (2, 'b', NULL), (3, NULL, 'z')";

  private static final String[] CHANGES = {
    "UPDATE t SET w = 'y' WHERE id = 1",
    "UPDATE t SET v = NULL WHERE id = 2",
    "UPDATE t SET id = 4 WHERE id = 3",
    "DELETE FROM t WHERE id = 2",
    "INSERT INTO t VALUES (2, 'again', 'again')",
    "DELETE FROM t WHERE id = 1"
  };

  private IdentityScenarios() {}

  private static Scenario of(String name, String key, String identity) {
    return Scenario.of(name)
        .table(
            "CREATE TABLE t (id int NOT NULL" + key + ", v text, w text)",
            "CREATE UNIQUE INDEX by_id ON t (id)",
            "ALTER TABLE t REPLICA IDENTITY " + identity)
        .rows(ROWS)
        .change(CHANGES);
  }

  static Scenario[] all() {
    return new Scenario[] {
      of("identity default", " PRIMARY KEY", "DEFAULT"),
      of("identity full", " PRIMARY KEY", "FULL"),
      of("identity using index", " PRIMARY KEY", "USING INDEX by_id"),
      of("identity using index without a primary key", "", "USING INDEX by_id"),
      of("identity changed while streaming", " PRIMARY KEY", "DEFAULT")
          .change("ALTER TABLE t REPLICA IDENTITY FULL", "UPDATE t SET v = 'full' WHERE id = 4")
          .change("ALTER TABLE t REPLICA IDENTITY DEFAULT", "UPDATE t SET id = 5 WHERE id = 4"),
    };
  }
}
