package io.isomer.testing.e2e.property;

import io.isomer.control.temporary.TemporaryConnector;
import io.isomer.testing.e2e.property.type.SourceTypes;
import io.isomer.testing.localstack.PostgresPart;
import io.isomer.testing.localstack.StackConfig;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;

/** A PostgreSQL schema with a connector for all its tables. Closing it drops both. */
final class SourceSchema implements AutoCloseable {

  private final StackConfig config;
  private final String name;
  private TemporaryConnector connector;

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
    connector =
        new TemporaryConnector(
            config,
            topicPrefix + "_" + name,
            name,
            Map.of(
                "topic.prefix",
                topicPrefix,
                "schema.include.list",
                name,
                "table.exclude.list",
                name + "\\.signals",
                "signal.data.collection",
                name + ".signals",
                "publication.autocreate.mode",
                "disabled",
                "incremental.snapshot.chunk.size",
                "10"));
    connector.register();
    connector.awaitRunning();
  }

  /** Waits until the snapshot is taken. */
  void awaitStreaming() {
    connector.awaitStreaming();
  }

  /** Why the connector has failed; empty when it has not. */
  String failure() throws IOException {
    return connector.failure();
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
      connector.close();
    }
    execute("DROP PUBLICATION IF EXISTS " + name, "DROP SCHEMA " + name + " CASCADE");
  }
}
