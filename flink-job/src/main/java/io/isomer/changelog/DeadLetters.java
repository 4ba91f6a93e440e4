package io.isomer.changelog;

import java.io.IOException;
import java.io.Serializable;
import org.apache.flink.metrics.MetricGroup;

/**
 * Where messages go that cannot be replicated. What has been added is safe when {@link #flush()}
 * returns, so whoever adds flushes before a checkpoint that covers the message completes.
 *
 * @param <M> what stands for a message at the place where it is rejected
 */
public interface DeadLetters<M> extends AutoCloseable {

  /**
   * Takes a message, or refuses to.
   *
   * @param cause what came of the message
   * @throws E the cause, where such a message fails the job
   */
  <E extends Exception> void add(M message, Rejection rejection, E cause) throws E;

  /**
   * Returns when everything added is safe.
   *
   * @throws IOException when something is not, now or in an earlier call
   */
  void flush() throws IOException;

  /** Never throws. What has not been flushed may be lost, and comes again. */
  @Override
  void close();

  /** The policy that a message which cannot be replicated fails the job. */
  static <M> DeadLetters<M> failing() {
    return new FailingDeadLetters<>();
  }

  /** Opens the dead letters of a subtask. */
  @FunctionalInterface
  interface Factory<M> extends Serializable {

    /**
     * @param metrics takes the counter {@code deadLetters}
     */
    DeadLetters<M> open(MetricGroup metrics);
  }
}
