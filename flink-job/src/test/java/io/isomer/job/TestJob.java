package io.isomer.job;

import io.isomer.changelog.DeadLetters;
import io.isomer.clickhouse.ClickHouseOptions;
import io.isomer.clickhouse.ClickHouseSink;
import io.isomer.debezium.DecodeFunction;
import io.isomer.debezium.DecoderOptions;
import java.util.Map;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** A job of which nothing is special, and which is not run. */
final class TestJob {

  static final ClickHouseSink SINK =
      new ClickHouseSink(
          ClickHouseOptions.of(
              new Configuration().set(ClickHouseOptions.URL, "jdbc:clickhouse://127.0.0.1:1/d")));

  private TestJob() {}

  static Pipeline pipeline() throws InvalidPipelineException {
    return Pipeline.of(
        Map.of(),
        new String[] {
          "--kafka.bootstrap-servers", "b:9092",
          "--kafka.topics", "a.b.c",
          "--clickhouse.url", "jdbc:clickhouse://h:1/d"
        });
  }

  /**
   * What a cluster would get to run.
   *
   * @param cluster the cluster's configuration
   */
  static JobGraph graph(Map<String, String> cluster, int parallelism) throws Exception {
    StreamExecutionEnvironment environment =
        StreamExecutionEnvironment.getExecutionEnvironment(Configuration.fromMap(cluster));
    environment.setParallelism(parallelism);
    Topology.define(
        environment,
        DebeziumSource.of(pipeline()),
        new DecodeFunction(DecoderOptions.ofEpoch(0), metrics -> DeadLetters.failing()),
        SINK);
    return environment.getStreamGraph().getJobGraph();
  }
}
