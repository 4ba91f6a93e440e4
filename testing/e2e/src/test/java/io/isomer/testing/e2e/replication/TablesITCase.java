package io.isomer.testing.e2e.replication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.isomer.postgressource.PostgresDialect;
import io.isomer.testing.e2e.stack.DeployedStack;
import io.isomer.testing.e2e.stack.StackExtension;
import io.isomer.testing.processes.Await;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Tables by pattern, of any name and identity, with rules, in the snapshot and while streaming. */
@ExtendWith(StackExtension.class)
class TablesITCase {

  /** Kafka's name for the topics of the last two is the same. */
  private static final List<String> NAMES =
      List.of(
          "table",
          "myMixedCase",
          "whatIs?",
          "a-b%c",
          "se'cret",
          "x\"; DROP TABLE y; --`\\'",
          "Анна",
          "dot.ted",
          "n".repeat(63),
          "same?",
          "same!");

  private static final String RULES =
      """
      tables:
        include: ['tables_it.*']
        exclude: ['tables_it."out*side"', 'tables_it.tmp_*']
      table-rules:
        - tables: tables_it.keyless
          key: [b, a]
          order-by: [a, b]
        - tables: tables_it.renamed
          columns: {exclude: [secret], rename: {old: new, id: key}}
          partition-by: intDiv(key, 1000)
          settings: {index_granularity: 4096}
      """;

  private final DeployedStack stack;
  private final TablesPipeline pipeline;

  TablesITCase(DeployedStack stack) {
    this.stack = stack;
    this.pipeline = new TablesPipeline(stack);
  }

  private static String quoted(String table) {
    return TablesPipeline.NAME + "." + PostgresDialect.quote(table);
  }

  @BeforeEach
  void tablesHaveRows() throws SQLException {
    stack.execute("CREATE SCHEMA tables_it");
    for (String name : NAMES) {
      stack.execute(
          "CREATE TABLE " + quoted(name) + " (id int PRIMARY KEY, v text)",
          "INSERT INTO "
              + quoted(name)
              + " SELECT n, '"
              + name.replace("'", "''")
              + " ' || n FROM generate_series(1, 5) n");
    }
    stack.execute(
        "CREATE TABLE tables_it.system (id int PRIMARY KEY, _version text, _is_deleted int)",
        "INSERT INTO tables_it.system VALUES (1, 'mine', 1), (2, NULL, 0)",
        "CREATE TABLE tables_it.keyless (a int NOT NULL, v text, b text NOT NULL)",
        "ALTER TABLE tables_it.keyless REPLICA IDENTITY FULL",
        "INSERT INTO tables_it.keyless VALUES (1, 'x', 'k'), (2, 'y', 'k'), (3, 'z', 'k')",
        "CREATE TABLE tables_it.keyed (a int NOT NULL, v text, b text NOT NULL)",
        "ALTER TABLE tables_it.keyed REPLICA IDENTITY FULL",
        "INSERT INTO tables_it.keyed VALUES (1, 'x', 'k'), (2, 'y', 'k'), (3, 'z', 'k')",
        "CREATE TABLE tables_it.by_index (a int NOT NULL, v text)",
        "CREATE UNIQUE INDEX by_index_a ON tables_it.by_index (a)",
        "ALTER TABLE tables_it.by_index REPLICA IDENTITY USING INDEX by_index_a",
        "INSERT INTO tables_it.by_index VALUES (1, 'x'), (2, 'y'), (3, 'z')",
        "CREATE TABLE tables_it.renamed (id int PRIMARY KEY, secret text, old text, big text)",
        "ALTER TABLE tables_it.renamed ALTER big SET STORAGE EXTERNAL",
        "INSERT INTO tables_it.renamed SELECT n, 's', 'o' || n, repeat('x', 9000)"
            + " FROM generate_series(1, 3) n",
        "CREATE TABLE tables_it.nothing (id int PRIMARY KEY, v text)",
        "ALTER TABLE tables_it.nothing REPLICA IDENTITY NOTHING",
        "INSERT INTO tables_it.nothing VALUES (1, 'x')",
        "CREATE TABLE tables_it.no_key (v text)",
        "INSERT INTO tables_it.no_key VALUES ('x')",
        "CREATE TABLE tables_it.tmp_1 (v text)",
        "INSERT INTO tables_it.tmp_1 VALUES ('x')",
        "CREATE TABLE tables_it.\"out*side\" (v text)",
        "INSERT INTO tables_it.\"out*side\" VALUES ('x')");
  }

  @AfterEach
  void nothingIsLeft() throws Exception {
    pipeline.remove();
  }

  private void allAreEqual() {
    for (String name : NAMES) {
      pipeline.awaitEqual(name, "id", "v");
    }
    pipeline.awaitEqual("system", "id", "_version", "_is_deleted");
    pipeline.awaitEqual("keyless", "a", "b", "v");
    pipeline.awaitEqual("keyed", "a", "b", "v");
    pipeline.awaitEqual("by_index", "a", "v");
    pipeline.awaitEqual("renamed", List.of("id", "old", "big"), List.of("key", "new", "big"));
    pipeline.awaitEqual("nothing", "id", "v");
  }

  @Test
  void tablesOfAnyNameAndIdentityAreReplicated() throws Exception {
    pipeline.connect("tables_it.keyed:a,b");
    pipeline.submit(RULES);
    allAreEqual();

    for (String name : NAMES) {
      stack.transaction(
          "INSERT INTO " + quoted(name) + " VALUES (6, 'new'), (7, NULL)",
          "UPDATE " + quoted(name) + " SET v = 'changed' WHERE id = 1",
          "UPDATE " + quoted(name) + " SET id = 8 WHERE id = 2",
          "DELETE FROM " + quoted(name) + " WHERE id = 3");
    }
    for (String table : List.of("keyless", "keyed")) {
      stack.execute(
          "INSERT INTO tables_it." + table + " VALUES (4, NULL, 'k'), (5, '', 'l')",
          "UPDATE tables_it." + table + " SET v = 'changed' WHERE a = 1",
          "UPDATE tables_it." + table + " SET b = 'moved', v = 'too' WHERE a = 2",
          "DELETE FROM tables_it." + table + " WHERE a = 3");
    }
    stack.execute(
        "UPDATE tables_it.system SET _version = 'other' WHERE id = 1",
        "DELETE FROM tables_it.system WHERE id = 2",
        "UPDATE tables_it.by_index SET v = 'changed' WHERE a = 1",
        "UPDATE tables_it.by_index SET a = 4 WHERE a = 2",
        "DELETE FROM tables_it.by_index WHERE a = 3",
        "UPDATE tables_it.renamed SET old = 'changed', secret = 't' WHERE id = 1",
        "UPDATE tables_it.renamed SET id = 2000, big = repeat('y', 9000) WHERE id = 2",
        "ALTER TABLE tables_it.renamed ADD COLUMN more int",
        "INSERT INTO tables_it.renamed (id, old, more) VALUES (4, 'o4', 4)",
        "INSERT INTO tables_it.nothing VALUES (2, 'y')",
        "INSERT INTO tables_it.tmp_1 VALUES ('y')",
        "CREATE TABLE tables_it.\"later?\" (id int PRIMARY KEY, v text)",
        "INSERT INTO tables_it.\"later?\" VALUES (1, 'x')");
    allAreEqual();
    pipeline.awaitEqual("later?", "id", "v");
    pipeline.awaitEqual("renamed", List.of("id", "more"), List.of("key", "more"));

    stack.execute("TRUNCATE tables_it.keyless, tables_it.\"same?\"");
    allAreEqual();
    assertThat(pipeline.clickHouse("SELECT count() FROM warehouse.\"tables_it_same!\""))
        .isEqualTo("6");
    whatIsNotReplicatedIsRefusedClearly();
  }

  private void whatIsNotReplicatedIsRefusedClearly() throws Exception {
    assertThatThrownBy(() -> stack.execute("UPDATE tables_it.nothing SET v = 'z'"))
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("does not have a replica identity and publishes updates");
    assertThatThrownBy(() -> stack.execute("DELETE FROM tables_it.nothing"))
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("does not have a replica identity and publishes deletes");
    Await.until("the dead letter", Duration.ofSeconds(60), () -> !pipeline.deadLetters().isEmpty());
    assertThat(pipeline.deadLetters())
        .isNotEmpty()
        .allSatisfy(
            letter -> {
              assertThat(letter.table()).contains("tables_it.no_key");
              assertThat(letter.reason())
                  .contains("the rows of tables_it.no_key cannot be distinguished")
                  .contains("key in table-rules");
            });
    assertThat(
            pipeline.clickHouse(
                "SELECT name FROM system.tables WHERE database = 'warehouse' AND (name LIKE"
                    + " '%tmp_1%' OR name LIKE '%out*side%' OR name LIKE '%no_key%')"))
        .isEmpty();
    assertThat(
            pipeline.clickHouse(
                "SELECT name FROM system.columns WHERE database = 'warehouse' AND table LIKE"
                    + " 'tables_it_renamed%' AND name IN ('secret', 'old', 'id')"))
        .isEmpty();
    assertThat(
            pipeline.clickHouse(
                "SELECT sorting_key FROM system.tables WHERE database = 'warehouse' AND name ="
                    + " 'tables_it_keyless__versions'"))
        .isEqualTo("a, b");
  }
}
