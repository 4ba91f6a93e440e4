package io.isomer.testing.e2e.scenario;

import io.isomer.testing.processes.Await;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;

/** Debezium's incremental snapshot of a table that changes meanwhile. */
final class IncrementalSnapshot {

  private static final Duration LIMIT = Duration.ofSeconds(60);

  private static final String SIGNAL =
      """
      INSERT INTO signals VALUES ('all', 'execute-snapshot',
        '{"type": "incremental", "data-collections": ["shipped_incremental_snapshot.t"]}')""";

  /** Debezium marks a chunk's beginning and end in the table of signals. */
  private static final String CHUNKS_ENDED =
      "SELECT count(*) FROM signals WHERE type = 'snapshot-window-close'";

  /** Chunks of 20 rows, of 100. */
  private static final int CHUNKS = 5;

  private IncrementalSnapshot() {}

  /** Asks for one of the table {@code t}, and changes its first rows until it is done. */
  static void whileRowsChange(SourceSchema source) throws Exception {
    KeyScenarios.whileRowsChange(
        source,
        () -> {
          source.execute(SIGNAL);
          Await.until(
              "all chunks of the incremental snapshot", LIMIT, () -> ended(source) >= CHUNKS);
        });
  }

  private static int ended(SourceSchema source) throws Exception {
    try (Statement statement = source.connection().createStatement();
        ResultSet rows = statement.executeQuery(CHUNKS_ENDED)) {
      rows.next();
      return rows.getInt(1);
    }
  }
}
