package io.isomer.testing.e2e.property;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.isomer.control.connect.Connector;
import io.isomer.testing.localstack.Http;
import io.isomer.testing.localstack.PostgresPart;
import io.isomer.testing.localstack.StackConfig;
import io.isomer.testing.processes.Await;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/** A PostgreSQL schema with a connector for all its tables. Closing it drops both. */
final class SourceSchema implements AutoCloseable {

  private static final Duration LIMIT = Duration.ofSeconds(180);

  private final StackConfig config;
  private final String name;
  private Connector connector;

  /** Creates the schema, its types and the table for signals. */
  SourceSchema(StackConfig config, String name) throws SQLException {
    this.config = config;
    this.name = name;
    execute("CREATE SCHEMA " + name);
    for (String extension : SourceTypes.EXTENSIONS) {
      execute("CREATE EXTENSION IF NOT EXISTS " + extension + " SCHEMA public");
    }
    for (String sql : SourceTypes.PREREQUISITES) {
      execute("SET search_path = " + name + ", public", sql);
    }
    execute(
        "CREATE TABLE "
            + name
            + ".signals (id varchar(42) PRIMARY KEY, type varchar(32) NOT NULL, data text)",
        // one that takes up new tables by itself
        "CREATE PUBLICATION " + name + " FOR TABLES IN SCHEMA " + name);
  }

  /** Registers the connector, which begins with a snapshot of the tables that are there. */
  void connect(String topicPrefix) throws IOException {
    ObjectNode settings =
        Connector.in(config.installation().connectors()).stream()
            .filter(shipped -> shipped.name().equals("dw-currency"))
            .findFirst()
            .orElseThrow()
            .settings()
            .deepCopy();
    settings.remove("table.include.list");
    settings.put("schema.include.list", name);
    settings.put("table.exclude.list", name + "\\.signals");
    settings.put("signal.data.collection", name + ".signals");
    settings.put("publication.name", name);
    settings.put("publication.autocreate.mode", "disabled");
    settings.put("slot.name", name);
    settings.put("topic.prefix", topicPrefix);
    settings.put("incremental.snapshot.chunk.size", "10");
    connector = new Connector(topicPrefix + "_" + name, settings);
    connector.register(config);
    connector.awaitRunning(config);
  }

  /** Waits until the snapshot is taken: the slot is free for so long. */
  void awaitStreaming() {
    Await.until(
        "the connector to stream",
        LIMIT,
        () -> {
          try (Connection connection = PostgresPart.connect(config);
              Statement statement = connection.createStatement();
              ResultSet slot =
                  statement.executeQuery(
                      "SELECT active FROM pg_replication_slots WHERE slot_name = '" + name + "'")) {
            return slot.next() && slot.getBoolean(1);
          }
        });
  }

  /** Why the connector has failed; empty when it has not. */
  String failure() throws IOException {
    return connector.failure(config);
  }

  private void execute(String... statements) throws SQLException {
    try (Connection connection = PostgresPart.connect(config);
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  @Override
  public void close() throws IOException, SQLException {
    if (connector != null) {
      String url = config.connectUrl() + "/connectors/" + connector.name();
      Await.until(
          "the connector to go",
          LIMIT,
          () -> {
            Http.send(Http.request(url).DELETE());
            return Http.get(url).status() == 404;
          });
      Await.until(
          "the slot to be free",
          LIMIT,
          () -> {
            execute(
                "SELECT pg_drop_replication_slot(slot_name) FROM pg_replication_slots"
                    + " WHERE slot_name = '"
                    + name
                    + "'");
            return true;
          });
    }
    execute("DROP PUBLICATION " + name, "DROP SCHEMA " + name + " CASCADE");
  }
}
