package io.isomer.job;

import io.isomer.changelog.ChangelogEvent;
import io.isomer.changelog.ChangelogEventTypeInfo;
import io.isomer.debezium.DecodeFunction;
import java.nio.ByteBuffer;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.configuration.JobManagerOptions;
import org.apache.flink.configuration.JobManagerOptions.SchedulerType;
import org.apache.flink.configuration.SchedulerExecutionMode;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** The data path. The uids name the operators in savepoints and never change. */
public final class Topology {

  private Topology() {}

  /**
   * Adds the data path to the environment.
   *
   * @param source yields the messages, of one row in order
   * @param decoder makes changes of them
   * @param sink applies them
   */
  public static void define(
      StreamExecutionEnvironment environment,
      Source<ConsumerRecord<byte[], ByteBuffer>, ?, ?> source,
      DecodeFunction decoder,
      Sink<ChangelogEvent> sink) {
    SingleOutputStreamOperator<ChangelogEvent> changes =
        environment
            .fromSource(source, WatermarkStrategy.noWatermarks(), "Debezium topics")
            .uid("debezium-topics")
            .process(decoder, new ChangelogEventTypeInfo())
            .name("Changes")
            .uid("changes");
    if (hasOneWriter(environment)) {
      write(changes, new OnlyWriterSink(sink));
    } else {
      write(changes.keyBy(new RowKeySelector()), sink);
    }
  }

  /** Then all changes of a row reach the same writer anyway, without being serialized for it. */
  private static boolean hasOneWriter(StreamExecutionEnvironment environment) {
    return environment.getParallelism() == 1 && !mayRescale(environment);
  }

  /** Whether the scheduler may run the job with more subtasks than it was defined with. */
  private static boolean mayRescale(StreamExecutionEnvironment environment) {
    return environment.getConfiguration().get(JobManagerOptions.SCHEDULER) == SchedulerType.Adaptive
        || environment.getConfiguration().get(JobManagerOptions.SCHEDULER_MODE)
            == SchedulerExecutionMode.REACTIVE;
  }

  private static void write(DataStream<ChangelogEvent> changes, Sink<ChangelogEvent> sink) {
    changes.sinkTo(sink).name("ClickHouse tables").uid("clickhouse-tables");
  }
}
