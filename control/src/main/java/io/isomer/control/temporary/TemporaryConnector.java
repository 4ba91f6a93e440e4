package io.isomer.control.temporary;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.isomer.control.connect.Connector;
import io.isomer.control.kafka.Topics;
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
import java.util.List;
import java.util.Map;

/**
 * A connector beside the stack's own, with the shipped settings. {@link #close()} removes the
 * connector, its offsets, its slot and its publication, and leaves its topics.
 */
public final class TemporaryConnector implements AutoCloseable {

  private static final Duration LIMIT = Duration.ofSeconds(180);
  private static final String TABLES = "table.include.list";
  private static final String SCHEMAS = "schema.include.list";

  private final StackConfig config;
  private final String slot;
  private final Connector connector;

  /**
   * Describes the connector and registers nothing.
   *
   * @param name of the connector
   * @param slot the name of its replication slot and of its publication
   * @param changes settings that differ from the shipped ones; a {@code schema.include.list}
   *     replaces the shipped list of tables
   */
  public TemporaryConnector(
      StackConfig config, String name, String slot, Map<String, String> changes)
      throws IOException {
    this.config = config;
    this.slot = slot;
    ObjectNode settings =
        Connector.in(config.installation().connectors()).get(0).settings().deepCopy();
    settings.put("topic.prefix", name).put("slot.name", slot).put("publication.name", slot);
    if (changes.containsKey(SCHEMAS)) {
      settings.remove(TABLES);
    }
    changes.forEach(settings::put);
    this.connector = new Connector(name, settings);
  }

  /** The connector as registered. */
  public Connector connector() {
    return connector;
  }

  /** What its topics' names begin with. */
  String topicPrefix() {
    return connector.settings().get("topic.prefix").asText();
  }

  /**
   * Registers the connector, which then takes its snapshot; does not wait for it. The topics of
   * listed tables are created first, as a job refuses a topic that does not exist.
   */
  public void register() throws IOException {
    if (connector.settings().has(TABLES)) {
      Topics.create(config, List.of(connector));
    }
    connector.register(config);
  }

  /** Waits until the connector and its task run. */
  public void awaitRunning() throws IOException {
    connector.awaitRunning(config);
  }

  /** Waits until the snapshot is taken: the slot is inactive until then. */
  public void awaitStreaming() {
    Await.until(
        "connector " + connector.name() + " to stream",
        LIMIT,
        () -> {
          try (Connection postgres = PostgresPart.connect(config);
              Statement statement = postgres.createStatement();
              ResultSet row =
                  statement.executeQuery(
                      "SELECT active FROM pg_replication_slots WHERE slot_name = '" + slot + "'")) {
            return row.next() && row.getBoolean(1);
          }
        });
  }

  /** Why the connector has failed; empty when it has not. */
  public String failure() throws IOException {
    return connector.failure(config);
  }

  @Override
  public void close() throws IOException, SQLException {
    String url = config.connectUrl() + "/connectors/" + connector.name();
    Http.sendJson("PUT", url + "/stop", "");
    Await.until( // a later connector of the same name must not resume from them
        "the offsets of connector " + connector.name() + " to be deleted",
        LIMIT,
        () -> {
          int status = Http.sendJson("DELETE", url + "/offsets", "").status();
          return status == 200 || status == 404;
        });
    Await.until(
        "connector " + connector.name() + " to be removed",
        LIMIT,
        () -> {
          Http.sendJson("DELETE", url, "");
          return Http.get(url).status() == 404;
        });
    Await.until(
        "slot " + slot + " to be free",
        LIMIT,
        () -> {
          execute(
              "SELECT pg_drop_replication_slot(slot_name) FROM pg_replication_slots"
                  + " WHERE slot_name = '"
                  + slot
                  + "'");
          return true;
        });
    execute("DROP PUBLICATION IF EXISTS " + slot);
  }

  private void execute(String sql) throws SQLException {
    try (Connection postgres = PostgresPart.connect(config);
        Statement statement = postgres.createStatement()) {
      statement.execute(sql);
    }
  }
}
