package io.isomer.job;

import io.isomer.changelog.ChangelogEvent;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** The data path. The uids name the operators in savepoints and never change. */
public final class Topology {

  private Topology() {}

  /**
   * Adds the data path to the environment.
   *
   * @param source yields the changes, of one row in order
   * @param sink applies them
   */
  public static void define(
      StreamExecutionEnvironment environment,
      Source<ChangelogEvent, ?, ?> source,
      Sink<ChangelogEvent> sink) {
    environment
        .fromSource(source, WatermarkStrategy.noWatermarks(), "Debezium topics")
        .uid("debezium-topics")
        .keyBy(new RowKeySelector())
        .sinkTo(sink)
        .name("ClickHouse tables")
        .uid("clickhouse-tables");
  }
}
