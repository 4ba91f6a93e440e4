package io.isomer.job;

import io.isomer.clickhouse.ClickHouseOptions;
import io.isomer.clickhouse.ClickHouseSink;
import io.isomer.debezium.DecodeFunction;
import io.isomer.debezium.DecoderOptions;
import java.time.Duration;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ExecutionOptions;
import org.apache.flink.configuration.ExternalizedCheckpointRetention;
import org.apache.flink.core.execution.CheckpointingMode;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * The program that {@code flink run} starts: {@code --config pipeline.yaml}, and {@code --key
 * value} for options that differ from the file's.
 */
public final class IsomerJob {

  /**
   * How long a change waits in a buffer that is not full on its way to the writer. Under load
   * buffers are full long before.
   */
  private static final Duration BUFFER_TIMEOUT = Duration.ofMillis(10);

  private IsomerJob() {}

  /**
   * Checks the pipeline and submits its job.
   *
   * @throws InvalidPipelineException when it cannot start, naming everything that is in its way
   */
  public static void main(String[] arguments) throws Exception {
    Pipeline pipeline = Pipeline.of(System.getenv(), arguments);
    ClickHouseOptions target = pipeline.clickHouse();
    Preflight.check(pipeline, target);

    StreamExecutionEnvironment environment =
        StreamExecutionEnvironment.getExecutionEnvironment(configuration(pipeline));
    Topology.define(
        environment,
        DebeziumSource.of(pipeline),
        new DecodeFunction(
            new DecoderOptions(
                pipeline.get(PipelineOptions.EPOCH),
                pipeline.selection(),
                pipeline.topicTables(),
                pipeline.tableRules()),
            DeadLetterTarget.ofMessages(pipeline)),
        new ClickHouseSink(target, DeadLetterTarget.ofChanges(pipeline)));
    environment.execute(pipeline.get(PipelineOptions.NAME));
  }

  /** What exactness and latency rest on; everything else is the cluster's configuration. */
  static Configuration configuration(Pipeline pipeline) {
    Configuration configuration = new Configuration();
    configuration.set(
        CheckpointingOptions.CHECKPOINTING_INTERVAL,
        pipeline.get(PipelineOptions.CHECKPOINT_INTERVAL));
    configuration.set(
        CheckpointingOptions.CHECKPOINTING_CONSISTENCY_MODE, CheckpointingMode.EXACTLY_ONCE);
    // no changes in a checkpoint: they belong to an exchange that another parallelism has not
    configuration.set(CheckpointingOptions.ENABLE_UNALIGNED, false);
    configuration.set(ExecutionOptions.BUFFER_TIMEOUT, BUFFER_TIMEOUT);
    configuration.set(
        CheckpointingOptions.EXTERNALIZED_CHECKPOINT_RETENTION,
        ExternalizedCheckpointRetention.RETAIN_ON_CANCELLATION);
    return configuration;
  }
}
