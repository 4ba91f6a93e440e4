package io.isomer.verify;

import io.isomer.postgressource.PostgresDialect;
import io.isomer.verify.database.Postgres;
import io.isomer.verify.database.UncomparableException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

/**
 * The copy has passed a position when the replication slot has been confirmed to it, and some time
 * has gone by since, in which Kafka, the job and ClickHouse did their part. Without a slot the time
 * alone counts.
 *
 * <p>A connector confirms what it is sent. So that it is sent something also where nothing changes,
 * messages are written to the log behind the position, which change no table.
 */
public final class SlotProgress implements CopyProgress {

  /**
   * Each in a transaction of its own, whose commit also flushes it. What the connector sends on
   * tells the last commit before it: with the second message, the first one's.
   */
  private static final int MESSAGES = 2;

  private static final String MESSAGE = "SELECT pg_logical_emit_message(true, 'isomer', 'verify')";

  private final Postgres postgres;
  private final String slot;
  private final Duration settle;

  /**
   * @param slot the connector's replication slot; empty when none is known
   * @param settle longer than a change takes from the slot's confirmation to ClickHouse
   */
  public SlotProgress(Postgres postgres, String slot, Duration settle) {
    this.postgres = postgres;
    this.slot = slot;
    this.settle = settle;
  }

  @Override
  public Barrier barrier() throws SQLException {
    SlotBarrier barrier = new SlotBarrier(postgres.value("SELECT pg_current_wal_insert_lsn()"));
    if (!slot.isEmpty()) {
      for (int i = 0; i < MESSAGES; i++) {
        postgres.commit(MESSAGE);
      }
    }
    return barrier;
  }

  private final class SlotBarrier implements Barrier {

    private final String position;
    private boolean confirmed = slot.isEmpty();
    private long confirmedAt = System.nanoTime();

    SlotBarrier(String position) {
      this.position = position;
    }

    @Override
    public boolean passed() throws SQLException {
      if (!confirmed && isConfirmed()) {
        confirmed = true;
        confirmedAt = System.nanoTime();
      }
      return confirmed && System.nanoTime() - confirmedAt >= settle.toNanos();
    }

    private boolean isConfirmed() throws SQLException {
      List<List<String>> rows =
          postgres.rows(
              "SELECT confirmed_flush_lsn >= %s::pg_lsn FROM pg_replication_slots WHERE slot_name = %s"
                  .formatted(PostgresDialect.literal(position), PostgresDialect.literal(slot)));
      if (rows.isEmpty()) {
        throw new UncomparableException("PostgreSQL has no replication slot " + slot);
      }
      return "t".equals(rows.get(0).get(0));
    }

    @Override
    public String waitingFor() {
      return confirmed
          ? "changes on their way, " + settle.toSeconds() + " s"
          : "slot " + slot + " to be confirmed to " + position;
    }
  }
}
