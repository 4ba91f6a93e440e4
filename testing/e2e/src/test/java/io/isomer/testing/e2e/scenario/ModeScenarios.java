package io.isomer.testing.e2e.scenario;

/** Values over a connector with other modes than ours. */
final class ModeScenarios {

  private ModeScenarios() {}

  private static Scenario of(String type, String... values) {
    return ValueScenarios.of(ScenarioConnector.OTHER_MODES, type, "NULL", values);
  }

  private static Scenario iso(String type, String... values) {
    return ValueScenarios.of(ScenarioConnector.VIA_ROOT, type, "NULL", values);
  }

  static Scenario[] all() {
    return new Scenario[] {
      of("numeric(10, 2)", "-99999999.99", "0", "1.50"),
      of("numeric", "1.50", "1e-7", "100", "-123456789012345678901234567890"),
      of("money", "'-92233720368547758.08'", "'92233720368547758.07'"),
      of("date", "'0001-01-01'", "'9999-12-31'"),
      of("timestamp", "'0001-01-01'", "'9999-12-31 23:59:59.999999'"),
      of("timestamp(3)", "'2024-02-29 23:59:59.999'"),
      of("time", "'00:00'", "'23:59:59.999999'"),
      of("time(3)", "'23:59:59.999'"),
      ValueScenarios.of(
          ScenarioConnector.OTHER_MODES, "hstore", "''", "''", "'a=>NULL, b=>\"NULL\"'"),
      iso("date", "'0001-01-01'", "'9999-12-31'", "'1969-12-31'"),
      iso("timestamp", "'0001-01-01'", "'9999-12-31 23:59:59.999999'", "'2024-03-10 02:30'"),
      iso("timestamptz", "'0001-01-01 00:00Z'", "'9999-12-31 23:59:59.999999Z'"),
      iso("time", "'00:00'", "'23:59:59.999999'"),
      Scenario.of("bytes as text", ScenarioConnector.VIA_ROOT)
          .table("CREATE TABLE t (id int PRIMARY KEY, v bytea)")
          .rows("INSERT INTO t VALUES (1, 'abc')")
          .hidden("t")
          .refused("the connector's binary.handling.mode to bytes"),
    };
  }
}
