package io.isomer.testing.e2e.property;

import io.isomer.control.deadletter.DeadLetter;
import io.isomer.control.sql.ClickHouseSql;
import io.isomer.testing.e2e.oracle.TableComparison;
import io.isomer.testing.localstack.PostgresPart;
import io.isomer.testing.localstack.StackConfig;
import io.isomer.testing.processes.Await;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Random tables and transactions that follow from one seed, until both sides are equal. */
final class Round {

  private static final Duration CONVERGENCE = Duration.ofSeconds(120);
  private static final int TABLES = 3;
  private static final int STEPS_BEFORE = 10;
  private static final int STEPS_WHILE_SNAPSHOTTING = 10;
  private static final int STEPS = 50;

  private final StackConfig config;
  private final PropertyPipeline pipeline;
  private final long seed;
  private final String schema;
  private final StatementLog log = new StatementLog();
  private final List<SourceTable> tables = new ArrayList<>();
  private int transactions;
  private long rows;

  Round(StackConfig config, PropertyPipeline pipeline, long seed, String schema) {
    this.config = config;
    this.pipeline = pipeline;
    this.seed = seed;
    this.schema = schema;
  }

  /** What a round has done. */
  record Result(
      int tables, int transactions, int statements, Map<String, Integer> failures, long rows) {}

  /**
   * Runs it.
   *
   * @throws AssertionError with the differing rows and the tables' statements
   */
  Result run() throws IOException, SQLException {
    Random random = new Random(seed);
    try (SourceSchema source = new SourceSchema(config, schema)) {
      try (RandomTransactions work = new RandomTransactions(random, config, log, schema, tables)) {
        for (int i = 0; i < TABLES; i++) {
          transactions += work.newTable();
        }
        for (int i = 0; i < STEPS_BEFORE; i++) {
          transactions += work.next();
        }
        source.connect(pipeline.name());
        for (int i = 0; i < STEPS_WHILE_SNAPSHOTTING; i++) {
          transactions += work.nextWhileSnapshotting();
        }
        source.awaitStreaming();
        for (int i = 0; i < STEPS; i++) {
          transactions += work.next();
        }
        work.last();
      }
      awaitEqual(source);
    }
    return new Result(tables.size(), transactions, log.size(), log.failures(), rows);
  }

  private void awaitEqual(SourceSchema source) throws IOException, SQLException {
    try (Connection postgres = PostgresPart.connect(config);
        Statement statement = postgres.createStatement()) {
      statement.execute("SET search_path = " + schema + ", public");
      statement.execute("SET TIME ZONE 'UTC'"); // ranges of times show it
      for (SourceTable table : tables) {
        String[] last = {""};
        try {
          Await.until(
              table + " to be equal",
              CONVERGENCE,
              () -> {
                refuseFailure(source);
                TableComparison.Result result =
                    new TableComparison(
                            postgres,
                            new ClickHouseSql(config),
                            schema,
                            table.name(),
                            pipeline.view(table))
                        .compare();
                last[0] = result.toString();
                rows += result.identical() ? result.rows() : 0;
                return result.identical();
              });
        } catch (RuntimeException e) {
          throw failed(table, last[0], e);
        }
      }
    }
  }

  private void refuseFailure(SourceSchema source) throws IOException {
    if (!source.failure().isEmpty()) {
      throw new Await.AbortedException("the connector has failed: " + source.failure());
    }
    String failure = pipeline.failure();
    if (!failure.isEmpty()) {
      throw new Await.AbortedException("the job has failed: " + failure);
    }
    List<DeadLetter> letters = pipeline.deadLetters();
    if (!letters.isEmpty()) {
      throw new Await.AbortedException(
          letters.size()
              + " dead letters, such as "
              + String.join("\n", letters.stream().limit(5).map(Round::text).toList()));
    }
  }

  /** The reason, and what of the message fits on a screen. */
  private static String text(DeadLetter letter) {
    byte[] key = letter.message().key();
    String value = new String(letter.message().value(), StandardCharsets.UTF_8);
    String payload = value.substring(Math.max(0, value.indexOf("\"payload\":")));
    return "%s%n  key %s%n  %s"
        .formatted(
            letter.reason(),
            key == null ? "null" : new String(key, StandardCharsets.UTF_8),
            payload.substring(0, Math.min(payload.length(), 3_000)));
  }

  private AssertionError failed(SourceTable table, String difference, RuntimeException cause)
      throws IOException {
    Path file = Path.of("target", "property", "seed" + seed + ".sql").toAbsolutePath();
    log.write(file);
    return new AssertionError(
        "seed %d, table %s: %s%n%s%n%s%nits statements, all of which are in %s:%n%s"
            .formatted(
                seed,
                table,
                cause.getMessage(),
                cause.getCause() == null ? "" : cause.getCause(),
                difference,
                file,
                log.about(table.qualified())),
        cause);
  }
}
