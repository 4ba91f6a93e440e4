package io.isomer.verify;

import io.isomer.postgressource.PostgresDialect;
import io.isomer.verify.database.Postgres;
import io.isomer.verify.database.UncomparableException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

/**
 * Goes by a replication slot. The copy has passed a position when the slot is confirmed to it and
 * some time has passed since, in which Kafka, the job and ClickHouse did their part. Without a slot
 * only the time counts.
 *
 * <p>A connector confirms only what it receives. So that it also receives something when nothing
 * changes, messages that change no table are written to the log after the position.
 */
public final class SlotProgress implements CopyProgress {

  /**
   * Each has its own transaction, whose commit also flushes it. A message of the connector names
   * the last commit before it, so the second message confirms the first one.
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
