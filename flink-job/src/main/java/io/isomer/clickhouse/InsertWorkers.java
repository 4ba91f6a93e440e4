package io.isomer.clickhouse;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All workers of a writer and the threads that they share. Task thread only. */
final class InsertWorkers {

  private static final Logger LOG = LoggerFactory.getLogger(InsertWorkers.class);
  private static final long CLOSE_SECONDS = 10;

  private final ExecutorService threads;
  private final List<InsertWorker> workers;

  /**
   * @param threads run what the workers write; shut down with them
   */
  InsertWorkers(ExecutorService threads, List<InsertWorker> workers) {
    this.threads = threads;
    this.workers = List.copyOf(workers);
  }

  Optional<InsertWorker> free() {
    return workers.stream().filter(InsertWorker::isFree).findFirst();
  }

  /** One that takes a batch that is due. */
  Optional<InsertWorker> rested(long now) {
    return workers.stream()
        .filter(worker -> worker.isFree() && worker.restsUntil() <= now)
        .findFirst();
  }

  /** When the first of the free ones takes a batch that is due; empty while none is free. */
  OptionalLong nextRested() {
    return workers.stream().filter(InsertWorker::isFree).mapToLong(InsertWorker::restsUntil).min();
  }

  boolean areFree() {
    return workers.stream().allMatch(InsertWorker::isFree);
  }

  /** Ends what is being written. Never throws. */
  void close() {
    threads.shutdownNow();
    workers.forEach(InsertWorker::closeConnection); // which ends what the threads wait for
    try {
      if (!threads.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS)) {
        LOG.warn("Writing {} has not ended {} s after it was interrupted", workers, CLOSE_SECONDS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
