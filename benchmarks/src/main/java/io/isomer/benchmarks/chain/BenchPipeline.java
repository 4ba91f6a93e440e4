package io.isomer.benchmarks.chain;

import io.isomer.control.sql.ClickHouseSql;
import io.isomer.control.sql.SqlScript;
import io.isomer.control.temporary.TemporaryConnector;
import io.isomer.control.temporary.TemporaryPipeline;
import io.isomer.testing.localstack.PostgresPart;
import io.isomer.testing.localstack.StackConfig;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.Map;

/** The whole chain over one table: the shipped connector's settings, and Isomer's job. */
final class BenchPipeline implements AutoCloseable {

  private final StackConfig stack;
  private final String table;
  private final String columns;
  private final Map<String, String> options;
  private final TemporaryPipeline pipeline;

  /**
   * @param table in the schema {@code public}; its primary key is the column {@code id}
   * @param columns of the table as SQL, the primary key included
   * @param options of the job that differ from their defaults
   */
  BenchPipeline(StackConfig stack, String table, String columns, Map<String, String> options) {
    this.stack = stack;
    this.table = table;
    this.columns = columns;
    this.options = options;
    this.pipeline = new TemporaryPipeline(stack, table);
  }

  StackConfig stack() {
    return stack;
  }

  /** Creates the source table. */
  void createSource() throws SQLException {
    execute("CREATE TABLE public." + table + " (" + columns + ")");
  }

  void execute(String sql) throws SQLException {
    try (Connection connection = PostgresPart.connect(stack);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** Registers the connector, which begins with a snapshot. */
  void connect() throws IOException {
    pipeline.connect(
        new TemporaryConnector(
            stack, table, table, Map.of("table.include.list", "public." + table)));
  }

  /** Submits the job and waits until it runs. */
  void submit() throws IOException {
    for (String sql : SqlScript.statementsIn(stack.installation().sql("clickhouse"))) {
      new ClickHouseSql(stack).execute(sql);
    }
    Map<String, String> all = new LinkedHashMap<>(options);
    all.put("kafka.topics", table + ".public." + table);
    pipeline.submit(1, all, "");
  }

  /** Rows in the view; 0 as long as there is no view. */
  long visibleRows() throws IOException {
    ClickHouseSql clickHouse = new ClickHouseSql(stack);
    String database = stack.clickhouseDatabase();
    String exists = clickHouse.execute("EXISTS TABLE " + database + "." + table).strip();
    return exists.equals("0")
        ? 0
        : Long.parseLong(
            clickHouse.execute("SELECT count() FROM " + database + "." + table).strip());
  }

  /** Removes connector and job; the table and its copy remain. */
  @Override
  public void close() throws IOException, SQLException {
    pipeline.close();
  }
}
