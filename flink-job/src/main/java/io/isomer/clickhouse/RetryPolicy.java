package io.isomer.clickhouse;

import io.isomer.clickhouse.client.RetryableError;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whether a failed batch is written again, and when: the waits double up to a bound. */
final class RetryPolicy {

  private final String url;
  private final int maxRetries;
  private final long initialMillis;
  private final long maxMillis;
  private final SinkMetrics metrics;
  private final Logger log;
  private int retries;

  RetryPolicy(ClickHouseOptions options, SinkMetrics metrics) {
    this(options, metrics, LoggerFactory.getLogger(RetryPolicy.class));
  }

  /**
   * @param log gets a line for each retry
   */
  RetryPolicy(ClickHouseOptions options, SinkMetrics metrics, Logger log) {
    this.url = options.shownUrl();
    this.maxRetries = options.get(ClickHouseOptions.MAX_RETRIES);
    this.initialMillis = options.get(ClickHouseOptions.INITIAL_BACKOFF).toMillis();
    this.maxMillis = options.get(ClickHouseOptions.MAX_BACKOFF).toMillis();
    this.metrics = metrics;
    this.log = log;
  }

  /** After a success. */
  void reset() {
    retries = 0;
  }

  /**
   * Milliseconds to wait before the next try.
   *
   * @param batch what could not be written
   * @throws IOException when trying again is of no use, or has been of none often enough
   */
  long waitBeforeRetry(Batch batch, SQLException cause) throws IOException {
    String what = "%d changes of %s to %s".formatted(batch.size(), batch.source(), url);
    Optional<RetryableError> retryable = RetryableError.of(cause);
    if (retryable.isEmpty()) {
      throw new IOException("cannot write " + what + ": " + cause.getMessage(), cause);
    }
    String reason = retryable.get().reason();
    if (retries >= maxRetries) {
      throw new IOException(
          "gave up writing %s after %d retries: %s (%s). Bring ClickHouse back and restart the job,"
                  .formatted(what, retries, cause.getMessage(), reason)
              + " which goes on from its last checkpoint; to wait longer raise the retries",
          cause);
    }
    long wait = Math.min(maxMillis, initialMillis << Math.min(retries, 20));
    retries++;
    log.warn(
        "Writing {} failed, as {}; retry {} of {} in {} ms: {}",
        what,
        reason,
        retries,
        maxRetries,
        wait,
        cause.getMessage());
    metrics.retried();
    return wait;
  }
}
