package io.isomer.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.isomer.changelog.ChangelogEvent;
import io.isomer.changelog.ChangelogEventSerializer;
import io.isomer.changelog.ChangelogSchema;
import io.isomer.changelog.Column;
import io.isomer.changelog.ColumnKind;
import io.isomer.changelog.ColumnType;
import io.isomer.changelog.Operation;
import io.isomer.changelog.TableId;
import io.isomer.debezium.EmbeddedBytes;
import io.isomer.debezium.KafkaMessageSerializer;
import io.isomer.targetformat.RowVersion;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.util.StringUtils;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What savepoints are read by. Whatever changes here makes older ones unreadable, or their data
 * lost: do it only with a word in CHANGELOG.md under "Savepoints", and a way for those who have
 * one.
 */
class SavepointFormatTest {

  /** By uid, the id under which an operator's state stands in a savepoint. */
  private static Map<String, String> operators(int parallelism) throws Exception {
    Map<String, String> ids = new TreeMap<>();
    TestJob.graph(Map.of(), parallelism)
        .getVertices()
        .forEach(
            vertex ->
                vertex
                    .getOperatorIDs()
                    .forEach(
                        id ->
                            ids.put(
                                String.valueOf(id.getUserDefinedOperatorUid()),
                                id.getGeneratedOperatorID().toHexString())));
    return ids;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void operatorsKeepTheirIds(int parallelism) throws Exception {
    assertThat(operators(parallelism))
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "debezium-topics", "033e940681b4aa198573fd1f83bd51fb",
                "changes", "af851a478bbd7797de1e2a4885b68d13",
                "clickhouse-tables", "7b5cc321fbae7a7f94cb096fdfcc8c99"));
  }

  @Test
  void theSourcesStateIsOfTheVersionsThatAreKnown() throws Exception {
    var source = DebeziumSource.of(TestJob.pipeline());
    assertThat(source.getSplitSerializer().getVersion()).isZero();
    assertThat(source.getEnumeratorCheckpointSerializer().getVersion()).isEqualTo(3);
  }

  @Test
  void theDecodersAndWritersHaveNoStateToMigrate() throws Exception {
    assertThat(name(new ChangelogEventSerializer()))
        .isEqualTo("io.isomer.changelog.ChangelogEventSerializer$Snapshot 3");
    assertThat(name(new KafkaMessageSerializer()))
        .isEqualTo("io.isomer.debezium.KafkaMessageSerializer$Snapshot 3");
  }

  private static String name(TypeSerializer<?> serializer) {
    TypeSerializerSnapshot<?> snapshot = serializer.snapshotConfiguration();
    return snapshot.getClass().getName() + " " + snapshot.getCurrentVersion();
  }

  @Test
  void changesOnTheirWayKeepTheirBytes() throws Exception {
    ChangelogSchema schema =
        new ChangelogSchema(
            "t",
            new TableId("s", "t"),
            List.of(
                new Column("id", ColumnType.of(ColumnKind.INT64), false),
                new Column("n", ColumnType.decimal(9, 2), true)),
            new int[] {0});
    ChangelogEvent event =
        new ChangelogEvent(
            schema,
            Operation.UPDATE,
            RowVersion.of(1, 2, 3),
            4,
            5,
            6,
            new byte[] {7},
            new byte[] {8});
    assertThat(bytes(new ChangelogEventSerializer(), event))
        .isEqualTo(
            "91d2573b000000320001740001730001740002000269640003ffffffffffffffffffffffff00016e01070000"
                + "000900000002ffffffff00010000020001000000000000020000000000000300000004000000000000"
                + "0005000000000000000600000001070000000108");
    ConsumerRecord<byte[], ByteBuffer> message =
        new ConsumerRecord<>("t", 1, 2, new byte[] {3}, EmbeddedBytes.of(new byte[] {4}));
    assertThat(bytes(new KafkaMessageSerializer(), message))
        .isEqualTo(
            "000174000000010000000000000002ffffffffffffffff00000001030000000104" + "00000000");
  }

  private static <T> String bytes(TypeSerializer<T> serializer, T value) throws IOException {
    DataOutputSerializer out = new DataOutputSerializer(64);
    serializer.serialize(value, out);
    return StringUtils.byteToHexString(out.getCopyOfBuffer());
  }
}
