package io.isomer.verify.resync;

import io.isomer.postgressource.PostgresDialect;
import io.isomer.verify.database.ComparedTable;
import io.isomer.verify.database.Postgres;
import io.isomer.verify.database.Postgres.RowTaker;
import io.isomer.verify.form.ComparedColumn;
import java.io.IOException;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * One state of a source table, and a log position with these properties:
 *
 * <ul>
 *   <li>a change that the state lacks is logged after it, and after the commit of a message that is
 *       in the stream and at it;
 *   <li>a change whose transaction was committed before it is in the state.
 * </ul>
 *
 * <p>A message is written to the log first. Then the read waits for the end of all transactions
 * that are writing to the table, and reads the state. Later writers are logged after the message. A
 * TRUNCATE waits in the meantime.
 */
final class ConsistentRead {

  private static final long POLL_MILLIS = 100;

  private static final String MESSAGE =
      "SELECT (pg_logical_emit_message(true, 'isomer', 'resync') - '0/0'::pg_lsn)::text";

  /** Also those that were prepared for a two-phase commit, which have no process. */
  private static final String WRITERS =
      """
      SELECT virtualtransaction, coalesce(pid::text, 'none') FROM pg_locks
      WHERE locktype = 'relation' AND granted AND mode = 'RowExclusiveLock'
        AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
        AND (relation = %1$s::regclass OR relation IN (SELECT relid FROM pg_partition_tree(%1$s::regclass)))
      """;

  private final Postgres reader;
  private final Postgres other;
  private final ComparedTable table;

  /**
   * @param reader keeps its transaction open during the read
   */
  ConsistentRead(Postgres reader, Postgres other, ComparedTable table) {
    this.reader = reader;
    this.other = other;
    this.table = table;
  }

  /**
   * Waits until the state can be read.
   *
   * @param waiting is called with the reason of each wait
   * @return the position
   */
  long begin(Consumer<String> waiting) throws SQLException, InterruptedException {
    reader.execute("LOCK TABLE " + table.postgres() + " IN ACCESS SHARE MODE");
    long position = Long.parseLong(other.commit(MESSAGE));
    String sql = WRITERS.formatted(PostgresDialect.literal(table.postgres()));
    Set<List<String>> writers = new HashSet<>(other.rows(sql));
    while (!writers.isEmpty()) {
      waiting.accept(
          "transactions that are writing to " + table.source() + ", of processes " + pids(writers));
      TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
      writers.retainAll(other.rows(sql));
    }
    return position;
  }

  private static String pids(Set<List<String>> writers) {
    return String.join(", ", writers.stream().map(writer -> writer.get(1)).sorted().toList());
  }

  /** Reads all rows, their values as texts. */
  void rows(RowTaker taker) throws SQLException, IOException {
    List<String> texts = table.columns().stream().map(ComparedColumn::postgresText).toList();
    reader.read("SELECT %s FROM %s".formatted(String.join(", ", texts), table.postgres()), taker);
  }
}
