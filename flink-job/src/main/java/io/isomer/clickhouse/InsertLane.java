package io.isomer.clickhouse;

import java.io.IOException;
import java.sql.SQLException;

/**
 * Writes one batch at a time, beside the writer's other lanes, by a connection of its own. For the
 * task's thread. Times are in milliseconds.
 */
final class InsertLane {

  private static final long NOT_DUE = -1;

  private final BackgroundWriter background;
  private final RetryPolicy retries;
  private TableBatch writing; // or waiting for a retry
  private long dueSince = NOT_DUE; // when it was begun because it was due
  private long restsUntil;

  InsertLane(BackgroundWriter background, RetryPolicy retries) {
    this.background = background;
    this.retries = retries;
  }

  boolean isFree() {
    return writing == null;
  }

  /**
   * When it takes a batch that is due. However many tables are due at once, a lane rests after each
   * of them for as long as it has taken: so that batches grow under load, instead of ClickHouse
   * being kept busy by small ones. Full batches, and those before a checkpoint, do not wait for it.
   */
  long restsUntil() {
    return restsUntil;
  }

  /** Writes a sealed batch because it is due, while the lane is free. */
  void writeDue(TableBatch batch, long now, BackgroundWriter.Ended ended) {
    write(batch, ended);
    dueSince = now;
  }

  /** Writes a sealed batch, while the lane is free. */
  void write(TableBatch batch, BackgroundWriter.Ended ended) {
    writing = batch;
    batch.beingWritten(true);
    background.write(batch, ended);
  }

  /** Writes again what has failed. */
  void writeAgain(BackgroundWriter.Ended ended) {
    background.write(writing, ended);
  }

  /**
   * How long to wait before that.
   *
   * @throws IOException when trying again is of no use, or has been of none often enough
   */
  long waitBeforeRetry(SQLException cause) throws IOException {
    return retries.waitBeforeRetry(writing, cause);
  }

  /** Its batch is in ClickHouse. */
  void written(long now) {
    retries.reset();
    writing.beingWritten(false);
    writing = null;
    if (dueSince != NOT_DUE) {
      restsUntil = now + (now - dueSince);
      dueSince = NOT_DUE;
    }
  }

  /** What it writes, for messages. */
  @Override
  public String toString() {
    return writing == null ? "nothing" : writing.table();
  }
}
