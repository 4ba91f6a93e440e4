package io.isomer.testing.e2e.replication;

import io.isomer.control.deadletter.DeadLetter;
import io.isomer.control.sql.ClickHouseSql;
import io.isomer.control.temporary.TemporaryConnector;
import io.isomer.control.temporary.TemporaryPipeline;
import io.isomer.postgressource.PostgresDialect;
import io.isomer.targetformat.ClickHouseDialect;
import io.isomer.testing.e2e.stack.DeployedStack;
import io.isomer.testing.localstack.PostgresPart;
import io.isomer.testing.localstack.StackConfig;
import io.isomer.testing.processes.Await;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** A pipeline over the tables of one schema, {@value #NAME}, beside the stack's own. */
final class TablesPipeline {

  static final String NAME = "tables_it";

  private static final Duration LIMIT = Duration.ofSeconds(120);

  private final DeployedStack stack;
  private final StackConfig config;
  private final TemporaryPipeline pipeline;

  TablesPipeline(DeployedStack stack) {
    this.stack = stack;
    this.config = stack.stack().config();
    this.pipeline = new TemporaryPipeline(config, NAME);
  }

  /**
   * Publishes the schema, registers the connector, and returns when it streams.
   *
   * @param messageKeys Debezium's message.key.columns
   */
  void connect(String messageKeys) throws IOException, SQLException {
    stack.execute("CREATE PUBLICATION " + NAME + " FOR TABLES IN SCHEMA " + NAME);
    pipeline.connect(
        new TemporaryConnector(
            config,
            NAME,
            NAME,
            Map.of(
                "schema.include.list",
                NAME,
                "topic.creation.default.partitions",
                "3",
                "publication.autocreate.mode",
                "disabled",
                "message.key.columns",
                messageKeys)));
    pipeline.awaitStreaming();
  }

  /** Submits the job, and returns when it runs. */
  void submit(String tables) throws IOException {
    Map<String, String> options = pipeline.withDeadLetters();
    options.put("pipeline.checkpoint-interval", "5 s");
    options.put("kafka.topic-prefix", NAME);
    options.put("kafka.discovery-interval", "1 s");
    options.put("clickhouse.table-template", "{schema}_{table}__versions");
    options.put("clickhouse.view-template", "{schema}_{table}");
    pipeline.submit(2, options, tables);
  }

  /** The only value of a query's only row. */
  String postgres(String sql) throws SQLException {
    try (Connection connection = PostgresPart.connect(config);
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      return row.next() ? String.valueOf(row.getString(1)) : "";
    }
  }

  String clickHouse(String sql) throws IOException {
    return new ClickHouseSql(config).execute(sql + " FORMAT TabSeparatedRaw").stripTrailing();
  }

  /**
   * Waits until a view has the same rows as its table, value by value.
   *
   * @param columns of the source, quoted as both databases take them
   * @param shown the names of the same columns in the view
   */
  void awaitEqual(String table, List<String> columns, List<String> shown) {
    String[] seen = new String[2];
    String source =
        "SELECT coalesce(string_agg(row, ';' ORDER BY row COLLATE \"C\"), '') FROM (SELECT concat_ws('|', "
            + String.join(", ", columns.stream().map(c -> "coalesce(" + c + "::text, '')").toList())
            + ") AS row FROM "
            + NAME
            + "."
            + PostgresDialect.quote(table)
            + ") AS t";
    String target =
        "SELECT arrayStringConcat(arraySort(groupArray(concat("
            + String.join(
                ", '|', ", shown.stream().map(c -> "ifNull(toString(" + c + "), '')").toList())
            + ", ''))), ';') FROM warehouse."
            + ClickHouseDialect.quote(NAME + "_" + table);
    Await.until(
        table + " to be equal on both sides",
        LIMIT,
        () -> {
          seen[0] = postgres(source);
          seen[1] = clickHouse(target);
          return seen[0].equals(seen[1]);
        },
        () -> "PostgreSQL has " + seen[0] + ", ClickHouse has " + seen[1]);
  }

  void awaitEqual(String table, String... columns) {
    awaitEqual(table, List.of(columns), List.of(columns));
  }

  List<DeadLetter> deadLetters() throws IOException {
    return pipeline.deadLetters().read();
  }

  /** Leaves the stack to other tests as it was. */
  void remove() throws Exception {
    pipeline.close();
    stack.execute("DROP SCHEMA IF EXISTS " + NAME + " CASCADE");
  }
}
