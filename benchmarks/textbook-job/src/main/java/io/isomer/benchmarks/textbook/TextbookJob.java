package io.isomer.benchmarks.textbook;

import java.time.Duration;
import java.util.List;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.serialization.DeserializationSchema;
import org.apache.flink.api.java.functions.KeySelector;
import org.apache.flink.connector.jdbc.JdbcConnectionOptions;
import org.apache.flink.connector.jdbc.JdbcExecutionOptions;
import org.apache.flink.connector.jdbc.core.datastream.sink.JdbcSink;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.data.RowData;
import org.apache.flink.types.RowKind;

/**
 * Replicates one table as a textbook would: KafkaSource with flink-json's debezium-json format, and
 * flink-connector-jdbc's JdbcSink with batches of its own making. For comparison only: it fails at
 * updates without the row as it was, and its versions are plain LSNs.
 */
public final class TextbookJob {

  private static final int BATCH_ROWS = 20_000;
  private static final long BATCH_MILLIS = 1000;
  private static final Duration CHECKPOINT_INTERVAL = Duration.ofSeconds(10);

  private TextbookJob() {}

  /**
   * Arguments: topic, consumer group, whether messages have the schema part, target table, columns
   * as name:TYPE,…; servers and password are in the environment of {@code flink run}.
   */
  public static void main(String[] arguments) throws Exception {
    String topic = arguments[0];
    String group = arguments[1];
    boolean schemaPart = Boolean.parseBoolean(arguments[2]);
    String table = arguments[3];
    List<TextbookColumn> columns = TextbookColumn.parse(arguments[4]);
    StreamExecutionEnvironment flink = StreamExecutionEnvironment.getExecutionEnvironment();
    flink.enableCheckpointing(CHECKPOINT_INTERVAL.toMillis());
    flink
        .fromSource(
            source(topic, group, TextbookFormat.of(columns, schemaPart)),
            WatermarkStrategy.noWatermarks(),
            "Debezium topic")
        .filter(row -> row.getRowKind() != RowKind.UPDATE_BEFORE)
        .keyBy((KeySelector<RowData, String>) row -> row.getString(0).toString())
        .sinkTo(sink(table, columns));
    flink.execute("textbook " + table);
  }

  private static KafkaSource<RowData> source(
      String topic, String group, DeserializationSchema<RowData> format) {
    return KafkaSource.<RowData>builder()
        .setBootstrapServers(System.getenv("KAFKA_BOOTSTRAP_SERVERS"))
        .setTopics(topic)
        .setGroupId(group)
        .setStartingOffsets(OffsetsInitializer.earliest())
        .setValueOnlyDeserializer(format)
        .build();
  }

  private static JdbcSink<RowData> sink(String table, List<TextbookColumn> columns) {
    return JdbcSink.<RowData>builder()
        .withQueryStatement(TextbookStatement.sql(table, columns), new TextbookStatement(columns))
        .withExecutionOptions(
            JdbcExecutionOptions.builder()
                .withBatchSize(BATCH_ROWS)
                .withBatchIntervalMs(BATCH_MILLIS)
                .build())
        .buildAtLeastOnce(
            new JdbcConnectionOptions.JdbcConnectionOptionsBuilder()
                .withUrl(System.getenv("CLICKHOUSE_URL"))
                .withDriverName("com.clickhouse.jdbc.ClickHouseDriver")
                .withUsername(System.getenv("CLICKHOUSE_USER"))
                .withPassword(System.getenv("CLICKHOUSE_PASSWORD"))
                .build());
  }
}
