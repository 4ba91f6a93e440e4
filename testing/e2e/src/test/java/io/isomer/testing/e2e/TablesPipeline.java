package io.isomer.testing.e2e;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.isomer.control.connect.Connector;
import io.isomer.control.deadletter.DeadLetter;
import io.isomer.control.deadletter.DeadLetterTopic;
import io.isomer.control.flink.FlinkCli;
import io.isomer.control.sql.ClickHouseSql;
import io.isomer.postgressource.PostgresDialect;
import io.isomer.targetformat.ClickHouseDialect;
import io.isomer.testing.localstack.Http;
import io.isomer.testing.localstack.KafkaPart;
import io.isomer.testing.localstack.PostgresPart;
import io.isomer.testing.localstack.StackConfig;
import io.isomer.testing.processes.Await;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.admin.Admin;

/** A pipeline over the tables of one schema, {@value #NAME}, beside the stack's own. */
final class TablesPipeline {

  static final String NAME = "tables_it";

  private static final Duration LIMIT = Duration.ofSeconds(120);
  private static final String LETTERS = NAME + ".dead-letters";
  private static final Pattern SUBMITTED = Pattern.compile("JobID ([0-9a-f]{32})");

  private final DeployedStack stack;
  private final StackConfig config;
  private String job;

  TablesPipeline(DeployedStack stack) {
    this.stack = stack;
    this.config = stack.stack().config();
  }

  /**
   * Publishes the schema, registers the connector, and returns when it streams.
   *
   * @param messageKeys Debezium's message.key.columns
   */
  void connect(String messageKeys) throws IOException, SQLException {
    stack.execute("CREATE PUBLICATION " + NAME + " FOR TABLES IN SCHEMA " + NAME);
    ObjectNode settings =
        Connector.in(config.installation().connectors()).get(0).settings().deepCopy();
    settings.remove("table.include.list");
    settings.put("schema.include.list", NAME);
    settings.put("topic.prefix", NAME);
    settings.put("topic.creation.default.partitions", "3");
    settings.put("slot.name", NAME);
    settings.put("publication.name", NAME);
    settings.put("publication.autocreate.mode", "disabled");
    settings.put("message.key.columns", messageKeys);
    Connector connector = new Connector(NAME, settings);
    connector.register(config);
    connector.awaitRunning(config);
    Await.until(
        "the connector to stream",
        LIMIT,
        () ->
            postgres("SELECT active FROM pg_replication_slots WHERE slot_name = '" + NAME + "'")
                .equals("t"));
  }

  /** Submits the job, and returns when it runs. */
  void submit(String tables) throws IOException {
    String yaml =
        """
        pipeline: {name: NAME, checkpoint-interval: 5 s}
        kafka:
          bootstrap-servers: ${KAFKA_BOOTSTRAP_SERVERS}
          topic-prefix: NAME
          group-id: NAME
          discovery-interval: 1 s
        dead-letters: {topic: NAME.dead-letters}
        clickhouse:
          url: ${CLICKHOUSE_URL}
          user: ${CLICKHOUSE_USER}
          password: ${CLICKHOUSE_PASSWORD}
          table-template: "{schema}_{table}__versions"
          view-template: "{schema}_{table}"
        """
                .replace("NAME", NAME)
            + tables;
    Path file = Files.writeString(config.directory().resolve(NAME + ".yaml"), yaml);
    FlinkCli.Result result =
        stack
            .flinkCli()
            .capture(
                "run",
                "-d",
                "-p",
                "2",
                config.installation().jobJar().toString(),
                "--config",
                file.toString());
    Matcher id = SUBMITTED.matcher(result.output());
    if (!id.find()) {
      throw new IOException("flink run: " + result.output());
    }
    job = id.group(1);
    stack.pipeline().job().awaitRunning(job);
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
    return new DeadLetterTopic(config, LETTERS).read();
  }

  /** Leaves the stack to other tests as it was. */
  void remove() throws Exception {
    if (job != null) {
      stack.flinkCli().capture("cancel", job);
      Await.until(
          "the job to end",
          LIMIT,
          () -> stack.flink().jobs().stream().noneMatch(j -> j.id().equals(job) && j.active()));
    }
    Http.sendJson("DELETE", config.connectUrl() + "/connectors/" + NAME, "");
    Await.until(
        "the slot to be free",
        LIMIT,
        () -> {
          stack.execute(
              "SELECT pg_drop_replication_slot(slot_name) FROM pg_replication_slots"
                  + " WHERE slot_name = '"
                  + NAME
                  + "'");
          return true;
        });
    stack.execute(
        "DROP PUBLICATION IF EXISTS " + NAME, "DROP SCHEMA IF EXISTS " + NAME + " CASCADE");
    try (Admin admin = KafkaPart.admin(config)) {
      Set<String> topics = new HashSet<>(admin.listTopics().names().get());
      topics.removeIf(topic -> !topic.startsWith(NAME + "."));
      admin.deleteTopics(topics).all().get();
    }
  }
}
