package io.isomer.clickhouse;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.operators.MailboxExecutor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All lanes of a writer, with the threads they share. For the task's thread. */
final class InsertLanes {

  private static final Logger LOG = LoggerFactory.getLogger(InsertLanes.class);
  private static final long CLOSE_SECONDS = 10;

  private final List<BatchConnection> connections;
  private final ExecutorService threads;
  private final List<InsertLane> lanes;

  /**
   * @param connections one for each lane
   * @param threads as many, to write with; shut down with these lanes
   */
  InsertLanes(
      ClickHouseOptions options,
      List<BatchConnection> connections,
      ExecutorService threads,
      MailboxExecutor mailbox,
      SinkMetrics metrics) {
    this.connections = List.copyOf(connections);
    this.threads = threads;
    this.lanes =
        connections.stream()
            .map(
                connection ->
                    new InsertLane(
                        new BackgroundWriter(threads, connection, mailbox),
                        new RetryPolicy(options, metrics)))
            .toList();
  }

  Optional<InsertLane> free() {
    return lanes.stream().filter(InsertLane::isFree).findFirst();
  }

  /** One that takes what is due. */
  Optional<InsertLane> rested(long now) {
    return lanes.stream().filter(lane -> lane.isFree() && lane.restsUntil() <= now).findFirst();
  }

  /** When the first of the free ones takes what is due; empty while none is free. */
  OptionalLong nextRested() {
    return lanes.stream().filter(InsertLane::isFree).mapToLong(InsertLane::restsUntil).min();
  }

  boolean areFree() {
    return lanes.stream().allMatch(InsertLane::isFree);
  }

  /** Ends what is being written. Never throws. */
  void close() {
    threads.shutdownNow();
    connections.forEach(BatchConnection::close); // which ends what the threads wait for
    try {
      if (!threads.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS)) {
        LOG.warn("Writing {} has not ended {} s after it was interrupted", lanes, CLOSE_SECONDS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
