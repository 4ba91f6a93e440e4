package io.isomer.testing.e2e.replication;

import static org.assertj.core.api.Assertions.assertThat;

import io.isomer.control.deadletter.DeadLetter;
import io.isomer.control.sql.ClickHouseSql;
import io.isomer.control.temporary.TemporaryConnector;
import io.isomer.control.temporary.TemporaryPipeline;
import io.isomer.testing.e2e.oracle.TableComparison;
import io.isomer.testing.e2e.stack.DeployedStack;
import io.isomer.testing.e2e.stack.StackExtension;
import io.isomer.testing.localstack.PostgresPart;
import io.isomer.testing.processes.Await;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A column gets another type: its table stops, the other one flows on, and after somebody has made
 * room a replay brings in what was put aside.
 */
@ExtendWith(StackExtension.class)
class StoppedTableITCase {

  private static final Duration LIMIT = Duration.ofSeconds(90);

  private final DeployedStack stack;
  private final ClickHouseSql clickhouse;

  StoppedTableITCase(DeployedStack stack) {
    this.stack = stack;
    this.clickhouse = new ClickHouseSql(stack.stack().config());
  }

  @BeforeEach
  void createTables() throws Exception {
    for (String table : List.of("retyped", "steady")) {
      stack.execute(
          "CREATE TABLE " + table + " (id serial PRIMARY KEY, state int, big text)",
          "ALTER TABLE " + table + " ALTER COLUMN big SET STORAGE EXTERNAL",
          "INSERT INTO "
              + table
              + " (state, big) SELECT n, repeat('old ' || n, 5000) FROM generate_series(1, 20) n");
    }
  }

  @AfterEach
  void dropTables() throws Exception {
    stack.execute("DROP TABLE retyped, steady");
    for (String table : List.of("retyped", "steady")) {
      clickhouse.execute("DROP VIEW IF EXISTS warehouse." + table);
      clickhouse.execute("DROP TABLE IF EXISTS warehouse." + table + "__versions SYNC");
    }
  }

  private TableComparison.Result compare(String table) throws IOException, SQLException {
    try (Connection postgres = PostgresPart.connect(stack.stack().config())) {
      return new TableComparison(postgres, clickhouse, "public", table, "warehouse." + table)
          .compare();
    }
  }

  private void awaitEqual(String table) {
    TableComparison.Result[] last = new TableComparison.Result[1];
    Await.until(
        table + " to be equal on both sides",
        LIMIT,
        () -> {
          last[0] = compare(table);
          return last[0].identical();
        },
        () -> String.valueOf(last[0]));
  }

  private static List<DeadLetter> awaitLetters(TemporaryPipeline pipeline, int count) {
    Await.until(
        count + " dead letters", LIMIT, () -> pipeline.deadLetters().read().size() >= count);
    return read(pipeline);
  }

  private static List<DeadLetter> read(TemporaryPipeline pipeline) {
    try {
      return pipeline.deadLetters().read();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private void start(TemporaryPipeline pipeline) throws IOException {
    pipeline.connect(
        new TemporaryConnector(
            stack.stack().config(),
            pipeline.name(),
            pipeline.name(),
            Map.of("table.include.list", "public.retyped,public.steady")));
    Map<String, String> options = pipeline.withDeadLetters();
    options.put("pipeline.checkpoint-interval", "5 s");
    options.put("kafka.topics", "two_tables.public.retyped,two_tables.public.steady");
    pipeline.submit(1, options, "");
  }

  @Test
  void oneTableStopsAndTheOtherFlowsUntilThereIsRoom() throws Exception {
    try (TemporaryPipeline pipeline = new TemporaryPipeline(stack.stack().config(), "two_tables")) {
      start(pipeline);
      awaitEqual("retyped");
      awaitEqual("steady");
      stack.execute(
          "ALTER TABLE retyped DROP COLUMN state",
          "ALTER TABLE retyped ADD COLUMN state text",
          "UPDATE retyped SET state = 'opened' WHERE id <= 5",
          "UPDATE retyped SET big = repeat('new', 5000) WHERE id IN (5, 6, 7)",
          "DELETE FROM retyped WHERE id = 10",
          "UPDATE steady SET state = -state WHERE id % 2 = 0");
      awaitEqual("steady");
      List<DeadLetter> letters = awaitLetters(pipeline, 9);
      assertThat(letters)
          .allSatisfy(letter -> assertThat(letter.table()).contains("public.retyped"))
          .allSatisfy(
              letter ->
                  assertThat(letter.reason())
                      .contains("column state of warehouse.retyped__versions")
                      .contains("Nullable(Int32)", "Nullable(String)")
                      .contains("RENAME COLUMN `state` TO `state__former`"));

      clickhouse.execute(
          "ALTER TABLE warehouse.retyped__versions RENAME COLUMN state TO state__former");
      stack.execute("UPDATE retyped SET state = 'closed' WHERE id IN (6, 8)");
      Await.until(
          "retyped to go on by itself",
          LIMIT,
          () -> {
            stack.execute("INSERT INTO retyped (state, big) VALUES ('since', 'x')");
            return !clickhouse
                .execute("SELECT count() FROM warehouse.retyped WHERE big = 'x'")
                .strip()
                .equals("0");
          });
      stack.execute("UPDATE retyped SET state = 'closed again' WHERE id IN (7, 9)");
      stack.execute("UPDATE steady SET state = NULL, big = 'small' WHERE id = 3");
      awaitEqual("steady");
      assertThat(clickhouse.execute("SELECT count() FROM warehouse.retyped WHERE big LIKE 'new%'"))
          .as("nothing was filled past a dead letter, and nothing came in by itself")
          .isEqualToIgnoringNewLines("0");

      awaitLetterOf(pipeline, "7");
      pipeline.deadLetters().replay(read(pipeline));
      awaitEqual("retyped");
      assertThat(pipeline.failure()).as("the job's failure or restart").isEmpty();
    }
  }

  /** Row 7 has a letter of the stop, and one of the update since, which needs the former. */
  private static void awaitLetterOf(TemporaryPipeline pipeline, String id) {
    Await.until(
        "the letter of row " + id + " that must not be filled",
        LIMIT,
        () ->
            read(pipeline).stream()
                .anyMatch(
                    letter ->
                        letter.reason().contains("is a dead letter and may have set it")
                            && new String(letter.message().key()).contains("\"id\":" + id)));
  }
}
