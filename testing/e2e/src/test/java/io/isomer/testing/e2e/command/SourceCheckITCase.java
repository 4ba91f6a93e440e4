package io.isomer.testing.e2e.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.isomer.control.connect.Connectors;
import io.isomer.postgressource.preflight.Finding;
import io.isomer.postgressource.preflight.SourceCheck;
import io.isomer.testing.e2e.stack.DeployedStack;
import io.isomer.testing.e2e.stack.StackExtension;
import io.isomer.testing.localstack.PostgresPart;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What stands in the way is found on a real server, table by table. */
@ExtendWith(StackExtension.class)
class SourceCheckITCase {

  private final DeployedStack stack;

  SourceCheckITCase(DeployedStack stack) {
    this.stack = stack;
  }

  @BeforeEach
  void tablesWithTroubles() throws SQLException {
    stack.execute(
        "CREATE SCHEMA checked",
        "CREATE TABLE checked.fine (id int PRIMARY KEY, v text, tags text[])",
        "CREATE TABLE checked.keyless (id int, v text)",
        "CREATE TABLE checked.nothing (id int PRIMARY KEY)",
        "ALTER TABLE checked.nothing REPLICA IDENTITY NOTHING",
        "CREATE UNLOGGED TABLE checked.unlogged (id int PRIMARY KEY)",
        "CREATE TABLE checked.indexed (id int NOT NULL UNIQUE)",
        "ALTER TABLE checked.indexed REPLICA IDENTITY USING INDEX indexed_id_key",
        "CREATE DOMAIN checked.flags AS bit varying",
        "CREATE TABLE checked.types (id int PRIMARY KEY, lost checked.flags, gone interval[],"
            + " twice int GENERATED ALWAYS AS (id * 2) VIRTUAL, exact numeric(20, 3)[])");
  }

  @AfterEach
  void tablesAreGone() throws SQLException {
    stack.execute("DROP SCHEMA checked CASCADE");
  }

  private List<Finding> findings(Map<String, String> changes) throws IOException, SQLException {
    Map<String, String> settings =
        new HashMap<>(Connectors.settings(stack.stack().config().connectUrl()).get("dw-currency"));
    settings.putAll(changes);
    try (Connection postgres = PostgresPart.connect(stack.stack().config())) {
      return SourceCheck.findings(postgres, "c", settings);
    }
  }

  @Test
  void theStacksOwnChainIsRight() throws Exception {
    assertThat(findings(Map.of())).isEmpty();
  }

  @Test
  void everyTroubleOfATableIsFound() throws Exception {
    List<Finding> findings =
        findings(Map.of("table.include.list", "checked\\..*", "publication.name", "not_there_yet"));
    assertThat(findings)
        .extracting(f -> f.severity() + " " + f.subject() + " " + f.message().split("[;:,]")[0])
        .containsExactly(
            "ERROR table checked.keyless has no primary key",
            "ERROR table checked.nothing has REPLICA IDENTITY NOTHING",
            "ERROR table checked.types, column lost columns of type bit varying are not replicated",
            "ERROR table checked.unlogged is UNLOGGED",
            "WARNING table checked.types, column gone Debezium leaves out columns of type"
                + " interval[]",
            "WARNING table checked.types, column twice is generated VIRTUAL",
            "WARNING table checked.types, column exact of type numeric[]");
  }

  @Test
  void aTableThatThePublicationLacksIsFound() throws Exception {
    assertThat(findings(Map.of("table.include.list", "checked.fine")))
        .extracting(Finding::message)
        .containsExactly("lacks table checked.fine; ALTER PUBLICATION … ADD TABLE");
  }

  @Test
  void aSlotOfAnotherKindIsFound() throws Exception {
    stack.execute("SELECT pg_create_logical_replication_slot('other_plugin', 'test_decoding')");
    try {
      assertThat(findings(Map.of("slot.name", "other_plugin")))
          .extracting(Finding::message)
          .containsExactly("is of plugin test_decoding; choose another slot.name");
    } finally {
      stack.execute("SELECT pg_drop_replication_slot('other_plugin')");
    }
  }
}
