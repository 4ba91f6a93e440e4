package io.isomer.benchmarks.chain;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.isomer.control.connect.Connector;
import io.isomer.control.flink.FlinkCli;
import io.isomer.control.flink.FlinkRest;
import io.isomer.control.kafka.Topics;
import io.isomer.control.sql.ClickHouseSql;
import io.isomer.control.sql.SqlScript;
import io.isomer.testing.localstack.Http;
import io.isomer.testing.localstack.PostgresPart;
import io.isomer.testing.localstack.StackConfig;
import io.isomer.testing.processes.Await;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The whole chain over one table of PostgreSQL: the shipped connector's settings, and Isomer's job.
 *
 * @param table in the schema {@code public}; its primary key is the column {@code id}
 * @param columns of the table as SQL, the primary key included
 * @param options of the job that differ from their defaults
 */
record BenchPipeline(StackConfig stack, String table, String columns, Map<String, String> options) {

  private static final Duration LIMIT = Duration.ofSeconds(120);

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
    Connector shipped = Connector.in(stack.installation().connectors()).get(0);
    ObjectNode settings = shipped.settings().deepCopy();
    settings.put("table.include.list", "public." + table);
    settings.put("topic.prefix", table);
    settings.put("slot.name", table);
    settings.put("publication.name", table);
    Connector connector = new Connector(table, settings);
    Topics.create(stack, List.of(connector));
    connector.register(stack);
    connector.awaitRunning(stack);
  }

  /** Submits the job and waits until it runs; returns its id. */
  String submit() throws IOException {
    for (String sql : SqlScript.statementsIn(stack.installation().sql("clickhouse"))) {
      new ClickHouseSql(stack).execute(sql);
    }
    Path file =
        Files.writeString(
            stack.directory().resolve(table + ".yaml"),
            """
            kafka:
              bootstrap-servers: ${KAFKA_BOOTSTRAP_SERVERS}
              group-id: %s
              topics: [%s.public.%s]
            clickhouse:
              url: ${CLICKHOUSE_URL}
              user: ${CLICKHOUSE_USER}
              password: ${CLICKHOUSE_PASSWORD}
            """
                .formatted(table, table, table));
    List<String> more = new ArrayList<>();
    options.forEach((key, value) -> more.addAll(List.of("--" + key, value)));
    String job =
        new FlinkCli(stack).run(stack.installation().jobJar(), file, more.toArray(String[]::new));
    Await.until("the job to run", LIMIT, () -> new FlinkRest(stack).allTasksRunning(job));
    return job;
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

  /** Takes connector and job away. */
  void remove(String job) throws IOException {
    Http.sendJson("DELETE", stack.connectUrl() + "/connectors/" + table, "");
    Http.sendJson("PATCH", stack.flinkUrl() + "/jobs/" + job + "?mode=cancel", "");
    Await.until(
        "the job to end",
        LIMIT,
        () -> new FlinkRest(stack).jobs().stream().noneMatch(FlinkRest.Job::active));
  }
}
