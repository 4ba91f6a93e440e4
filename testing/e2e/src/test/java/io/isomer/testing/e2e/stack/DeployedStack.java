package io.isomer.testing.e2e.stack;

import io.isomer.control.flink.FlinkCli;
import io.isomer.control.flink.FlinkRest;
import io.isomer.control.pipeline.Pipeline;
import io.isomer.control.sql.ClickHouseSql;
import io.isomer.testing.e2e.oracle.TableComparison;
import io.isomer.testing.localstack.LocalStack;
import io.isomer.testing.localstack.PostgresPart;
import io.isomer.testing.processes.Await;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/**
 * All servers of the chain with the currency pipeline on them. The table had {@value
 * #EXISTING_ROWS} rows before the connector saw it.
 */
public final class DeployedStack implements AutoCloseable {

  public static final int EXISTING_ROWS = 10_000;
  private static final Duration CONVERGENCE = Duration.ofSeconds(90);

  private final LocalStack stack;
  private final Pipeline pipeline;
  private Connection postgres;

  private DeployedStack(LocalStack stack) throws SQLException {
    this.stack = stack;
    this.pipeline = new Pipeline(stack.config());
    this.postgres = PostgresPart.connect(stack.config());
  }

  /** Starts everything; leaves nothing behind when that fails. */
  public static DeployedStack start() throws IOException, SQLException {
    LocalStack stack = LocalStack.temporary();
    try {
      stack.start();
      DeployedStack deployed = new DeployedStack(stack);
      deployed.deploy();
      return deployed;
    } catch (IOException | SQLException | RuntimeException e) {
      stack.close();
      throw e;
    }
  }

  private void deploy() throws IOException, SQLException {
    pipeline.createSourceTables();
    execute(
        """
        INSERT INTO dw_currency (create_time, currency_date, currency_code, currency_name,
          value_to_try)
        SELECT timestamp '2020-01-01' + n * interval '61.000001 s', date '1970-01-01' + n,
          CASE WHEN n % 7 = 0 THEN NULL ELSE 'C' || n % 180 END,
          CASE WHEN n % 11 = 0 THEN '' ELSE 'currency ' || n END, sqrt(n)
        FROM generate_series(1, ROWS) n"""
            .replace("ROWS", String.valueOf(EXISTING_ROWS)));
    pipeline.deploy();
  }

  public LocalStack stack() {
    return stack;
  }

  public Pipeline pipeline() {
    return pipeline;
  }

  public FlinkRest flink() {
    return new FlinkRest(stack.config());
  }

  public FlinkCli flinkCli() {
    return new FlinkCli(stack.config());
  }

  /** A connection, a new one when the server was restarted. */
  private Connection postgres() throws SQLException {
    if (!postgres.isValid(1)) {
      postgres.close();
      postgres = PostgresPart.connect(stack.config());
    }
    return postgres;
  }

  /** Runs the statements in one transaction. */
  public void transaction(String... statements) throws SQLException {
    postgres().setAutoCommit(false);
    try (Statement statement = postgres.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
      postgres.commit();
    } finally {
      postgres.rollback();
      postgres.setAutoCommit(true);
    }
  }

  /** Runs each statement in a transaction of its own. */
  public void execute(String... statements) throws SQLException {
    try (Statement statement = postgres().createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  /** The first value that a query gives. */
  public String query(String sql) throws SQLException {
    try (Statement statement = postgres().createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getString(1);
    }
  }

  /** Waits until the view equals the source table, value by value. */
  public TableComparison.Result awaitEqual() {
    TableComparison.Result[] last = new TableComparison.Result[1];
    Await.until(
        "dw_currency to be equal on both sides",
        CONVERGENCE,
        () -> {
          last[0] = compare();
          return last[0].identical();
        },
        () -> String.valueOf(last[0]));
    return last[0];
  }

  public TableComparison.Result compare() throws IOException, SQLException {
    return new TableComparison(
            postgres(),
            new ClickHouseSql(stack.config()),
            "public",
            "dw_currency",
            "warehouse.dw_currency")
        .compare();
  }

  @Override
  public void close() throws IOException, SQLException {
    postgres.close();
    stack.close();
  }
}
