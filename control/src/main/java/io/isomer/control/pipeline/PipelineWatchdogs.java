package io.isomer.control.pipeline;

import io.isomer.control.kafka.repair.TransactionWatchdog;
import io.isomer.control.watchdog.ConnectorWatchdog;
import io.isomer.control.watchdog.JobWatchdog;
import io.isomer.testing.localstack.StackConfig;
import java.util.function.Consumer;

/** All that keeps a pipeline running: the watchdogs of its job, connectors and transactions. */
public final class PipelineWatchdogs implements AutoCloseable {

  private final JobWatchdog job;
  private final ConnectorWatchdog connectors;
  private final TransactionWatchdog transactions;

  /**
   * @param log receives what each of them does
   */
  public PipelineWatchdogs(StackConfig config, Consumer<String> log) {
    this.job = new JobWatchdog(config, log);
    this.connectors = new ConnectorWatchdog(config.connectUrl(), log);
    this.transactions = new TransactionWatchdog(config, log);
  }

  /** Begins to watch. The pipeline has been up by now. */
  public void start() {
    job.start();
    connectors.start();
    transactions.start();
  }

  /** Ends the watch; the pipeline stays as it is. */
  @Override
  public void close() {
    job.close();
    connectors.close();
    transactions.close();
  }
}
