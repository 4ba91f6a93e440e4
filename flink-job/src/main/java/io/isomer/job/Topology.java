package io.isomer.job;

import io.isomer.changelog.ChangelogEvent;
import io.isomer.changelog.ChangelogEventTypeInfo;
import io.isomer.debezium.DecodeFunction;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.source.Source;
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
      Source<ConsumerRecord<byte[], byte[]>, ?, ?> source,
      DecodeFunction decoder,
      Sink<ChangelogEvent> sink) {
    environment
        .fromSource(source, WatermarkStrategy.noWatermarks(), "Debezium topics")
        .uid("debezium-topics")
        .process(decoder, new ChangelogEventTypeInfo())
        .name("Changes")
        .uid("changes")
        .keyBy(new RowKeySelector())
        .sinkTo(sink)
        .name("ClickHouse tables")
        .uid("clickhouse-tables");
  }
}
