package io.isomer.changelog;

import static org.assertj.core.api.Assertions.assertThat;

import io.isomer.targetformat.RowVersion;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.util.InstantiationUtil;
import org.junit.jupiter.api.Test;

class ChangelogEventSerializerTest {

  private static ChangelogEvent event(String table, List<Column> columns, int offset) {
    return new ChangelogEvent(
        new ChangelogSchema("t." + table, new TableId("Анна", table), columns, new int[] {1, 0}),
        Operation.UPDATE,
        RowVersion.of(3, 1000 + offset, 2000 + offset),
        2,
        offset,
        1_700_000_000_000L,
        new byte[] {1, 2, 3},
        new byte[offset]);
  }

  private static List<ChangelogEvent> events() {
    List<Column> columns =
        List.of(
            new Column("id", ColumnType.of(ColumnKind.INT64), false),
            new Column("price", ColumnType.decimal(38, 9), true),
            new Column("at", ColumnType.time(ColumnKind.TIMESTAMP, 6), true),
            new Column("a", ColumnType.arrayOf(ColumnType.of(ColumnKind.STRING)), true));
    List<ChangelogEvent> events = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      events.add(event("a", columns, i));
      events.add(event("b", columns.subList(0, 2 + i % 3), i));
    }
    return events;
  }

  private static List<ChangelogEvent> roundTrip(
      ChangelogEventSerializer serializer, List<ChangelogEvent> events) throws IOException {
    DataOutputSerializer out = new DataOutputSerializer(64);
    for (ChangelogEvent event : events) {
      serializer.serialize(event, out);
    }
    DataInputDeserializer in = new DataInputDeserializer(out.getCopyOfBuffer());
    List<ChangelogEvent> read = new ArrayList<>();
    while (in.available() > 0) {
      read.add(serializer.deserialize(in));
    }
    return read;
  }

  @Test
  void everyEventComesBack() throws IOException {
    assertThat(roundTrip(new ChangelogEventSerializer(), events())).isEqualTo(events());
  }

  @Test
  void eventsOfOneShapeShareTheirSchema() throws IOException {
    List<ChangelogEvent> read = roundTrip(new ChangelogEventSerializer(), events());
    assertThat(read.get(2).schema()).isSameAs(read.get(0).schema());
    assertThat(read.get(7).schema()).isSameAs(read.get(1).schema());
    assertThat(read.get(3).schema()).isNotEqualTo(read.get(1).schema());
  }

  @Test
  void survivesItsOwnSerializationAndDuplication() throws Exception {
    ChangelogEventSerializer shipped = InstantiationUtil.clone(new ChangelogEventSerializer());
    assertThat(roundTrip(shipped, events())).isEqualTo(events());
    assertThat(shipped.duplicate()).isNotSameAs(shipped);
  }
}
