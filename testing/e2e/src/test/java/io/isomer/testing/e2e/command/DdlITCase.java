package io.isomer.testing.e2e.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.isomer.control.ddl.DdlProcess;
import io.isomer.control.sql.ClickHouseSql;
import io.isomer.control.sql.SqlScript;
import io.isomer.testing.e2e.stack.DeployedStack;
import io.isomer.testing.e2e.stack.StackExtension;
import io.isomer.testing.localstack.StackConfig;
import java.io.IOException;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The printed statements create what the job creates. */
@ExtendWith(StackExtension.class)
class DdlITCase {

  private final DeployedStack stack;
  private final StackConfig config;
  private final ClickHouseSql clickhouse;

  DdlITCase(DeployedStack stack) {
    this.stack = stack;
    this.config = stack.stack().config();
    this.clickhouse = new ClickHouseSql(config);
  }

  @BeforeEach
  void sourceTables() throws SQLException {
    stack.execute(
        "CREATE SCHEMA ddl",
        "CREATE TYPE ddl.mood AS ENUM ('good', 'bad')",
        "CREATE DOMAIN ddl.price AS numeric(10, 2)",
        "CREATE TABLE ddl.\"odd `name'\" (id bigint, part uuid, _version int, m ddl.mood NOT NULL,"
            + " p ddl.price, n numeric(12, 3), t timestamptz, tags text[], PRIMARY KEY (part, id))",
        "CREATE TABLE ddl.keyless (a int)");
  }

  @AfterEach
  void sourceTablesAreGone() throws SQLException {
    stack.execute("DROP SCHEMA ddl CASCADE");
  }

  private DdlProcess.Output ddl(String... tables) throws IOException {
    return DdlProcess.of(config, config.installation().pipelineConfig(), tables);
  }

  @Test
  void currencyTableIsCreatedAsTheScriptDoes() throws Exception {
    DdlProcess.Output output = ddl();
    assertThat(output.exitCode()).as(output.text()).isZero();
    String script = SqlScript.statementsIn(config.installation().sql("clickhouse")).toString();
    for (String statement : SqlScript.statements(output.text())) {
      assertThat(bare(script)).contains(bare(statement));
    }
  }

  private static String bare(String sql) {
    return sql.replaceAll("[`\"\\s()]", "").replace("warehouse.", "");
  }

  @Test
  void statementsRunAndHoldTheColumns() throws Exception {
    DdlProcess.Output output = ddl("ddl.odd*");
    assertThat(output.exitCode()).as(output.text()).isZero();
    for (String statement : SqlScript.statements(output.text())) {
      clickhouse.execute(statement);
    }
    try {
      assertThat(columns("odd `name\\'__versions"))
          .isEqualTo(
              "id Int64, part UUID, _version__source Nullable(Int32),"
                  + " m LowCardinality(String), p Nullable(String), n Nullable(Decimal(12, 3)),"
                  + " t Nullable(DateTime64(6, 'UTC')), tags Array(Nullable(String)),"
                  + " _version UInt128, _is_deleted UInt8");
      assertThat(columns("odd `name\\'")).startsWith("id Int64, part UUID, _version Nullable");
    } finally {
      clickhouse.execute("DROP VIEW warehouse.`odd \\`name'`");
      clickhouse.execute("DROP TABLE warehouse.`odd \\`name'__versions`");
    }
  }

  private String columns(String table) throws IOException {
    return clickhouse
        .execute(
            "SELECT arrayStringConcat(groupArray(name || ' ' || type), ', ') FROM (SELECT * FROM"
                + " system.columns WHERE database = 'warehouse' AND table = '"
                + table
                + "' ORDER BY position) FORMAT RawBLOB")
        .strip();
  }

  @Test
  void aTableWithoutKeyIsRefusedAfterTheOthers() throws Exception {
    DdlProcess.Output output = ddl("ddl.*");
    assertThat(output.exitCode()).isEqualTo(1);
    assertThat(output.text()).contains("CREATE TABLE").contains("ddl.keyless has no primary key");
  }
}
