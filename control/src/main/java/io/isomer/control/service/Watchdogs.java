package io.isomer.control.service;

import io.isomer.control.flink.FlinkCluster;
import io.isomer.control.kafka.repair.TransactionWatchdog;
import io.isomer.control.watchdog.ConnectorWatchdog;
import io.isomer.control.watchdog.JobWatchdog;
import io.isomer.control.watchdog.WatchdogThread;
import io.isomer.testing.localstack.access.ConnectAccess;
import io.isomer.testing.localstack.access.KafkaAccess;
import java.util.function.Consumer;

/** Keeps a pipeline running: its job, its connectors and Kafka's transactions. */
public final class Watchdogs implements AutoCloseable {

  private final JobWatchdog job;
  private final ConnectorWatchdog connectors;
  private final TransactionWatchdog transactions;

  /**
   * @param kafka a single broker without TLS and SASL
   * @param log takes what they do
   */
  public Watchdogs(
      FlinkCluster flink, ConnectAccess connect, KafkaAccess kafka, Consumer<String> log) {
    this(flink, connect, kafka, log, () -> {});
  }

  /**
   * @param kafka a single broker without TLS and SASL
   * @param log takes what they do
   * @param checked runs after each successful check of the job
   */
  Watchdogs(
      FlinkCluster flink,
      ConnectAccess connect,
      KafkaAccess kafka,
      Consumer<String> log,
      WatchdogThread.Look checked) {
    this.job = new JobWatchdog(flink, log, checked);
    this.connectors = new ConnectorWatchdog(connect.connectUrl(), log);
    this.transactions = new TransactionWatchdog(kafka, log);
  }

  /** Starts to watch. */
  public void start() {
    job.start();
    connectors.start();
    transactions.start();
  }

  /** Stops to watch; does not wait for a check that is running. */
  @Override
  public void close() {
    job.close();
    connectors.close();
    transactions.close();
  }
}
