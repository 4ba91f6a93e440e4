package io.isomer.clickhouse.buffer;

import static org.assertj.core.api.Assertions.assertThat;

import io.isomer.changelog.ChangelogEvent;
import io.isomer.changelog.ChangelogSchema;
import io.isomer.changelog.Column;
import io.isomer.changelog.ColumnKind;
import io.isomer.changelog.ColumnType;
import io.isomer.changelog.Operation;
import io.isomer.changelog.TableId;
import io.isomer.targetformat.RowVersion;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Compares what a buffer tells with what a plain map of lists does. */
class ChangeBufferPropertyTest {

  private static final List<ChangelogSchema> SCHEMAS =
      List.of(schema("id", "text"), schema("id", "text", "more"), schema("id"));
  private static final Operation[] OPERATIONS = {
    Operation.READ, Operation.CREATE, Operation.UPDATE, Operation.DELETE, Operation.REJECTED
  };

  private static ChangelogSchema schema(String... columns) {
    List<Column> all =
        Stream.of(columns)
            .map(name -> new Column(name, ColumnType.of(ColumnKind.STRING), true))
            .toList();
    return new ChangelogSchema("pg.public.t", new TableId("public", "t"), all, new int[] {0});
  }

  private final BlockPool blocks = new BlockPool();
  private ChangeBuffer buffer = new ChangeBuffer(blocks);

  private static byte[] bytes(Random random, int size) {
    byte[] bytes = new byte[size];
    random.nextBytes(bytes);
    return bytes;
  }

  private static ChangelogEvent change(Random random, byte[] key, int maxSize) {
    long high = random.nextInt(4) - 2; // as unsigned numbers, the negative ones are the highest
    return new ChangelogEvent(
        SCHEMAS.get(random.nextInt(SCHEMAS.size())),
        OPERATIONS[random.nextInt(OPERATIONS.length)],
        new RowVersion(high, random.nextInt(8) - 4),
        random.nextInt(),
        random.nextLong(),
        random.nextLong(),
        key,
        bytes(random, random.nextInt(maxSize)));
  }

  /** Each row's changes, newest first; rows in the order in which they came. */
  private List<List<ChangelogEvent>> buffered() {
    List<List<ChangelogEvent>> rows = new ArrayList<>();
    for (BufferedChange newest : buffer.changes()) {
      List<ChangelogEvent> row = new ArrayList<>();
      for (BufferedChange change = newest; change != null; change = change.older()) {
        row.add(change.event());
      }
      rows.add(row);
    }
    return rows;
  }

  private static List<List<ChangelogEvent>> expected(List<ChangelogEvent> arrived) {
    Map<ByteBuffer, List<ChangelogEvent>> rows = new LinkedHashMap<>();
    for (ChangelogEvent event : arrived) {
      rows.computeIfAbsent(ByteBuffer.wrap(event.key()), key -> new ArrayList<>()).add(0, event);
    }
    rows.values()
        .forEach(row -> row.sort(Comparator.comparing(ChangelogEvent::version).reversed()));
    return List.copyOf(rows.values());
  }

  @ParameterizedTest
  @CsvSource({
    // keys, size of a key, changes, sizes of rows below, and some rows more
    "1, 4, 300, 20, 0",
    "20, 1, 2000, 50, 0",
    "200, 2, 5000, 1, 0",
    "1000, 8, 1500, 5000, 20",
    "300000, 8, 200000, 40, 0"
  })
  void tellsEachRowsChangesNewestFirst(
      int keys, int keySize, int changes, int size, int longerThanABlock) {
    Random random = new Random(keys);
    List<byte[]> all = new ArrayList<>();
    for (int i = 0; i < keys; i++) {
      all.add(bytes(random, keySize));
    }
    List<ChangelogEvent> arrived = new ArrayList<>();
    for (int i = 0; i < changes; i++) {
      arrived.add(change(random, all.get(random.nextInt(keys)), size));
    }
    for (int i = 0; i < longerThanABlock; i++) {
      arrived.add(
          random.nextInt(arrived.size()), change(random, all.get(random.nextInt(keys)), 3_000_000));
    }

    for (int round = 0; round < 2; round++) { // the second with the memory of the first
      buffer = new ChangeBuffer(blocks);
      assertThat(buffered()).isEmpty();
      arrived.forEach(buffer::add);

      assertThat(buffered()).isEqualTo(expected(arrived));

      buffer.release();
    }
  }

  @ParameterizedTest
  @CsvSource({"1", "2", "3"})
  void tellsTheSchemasOfAllThatCanBeWritten(int seed) {
    Random random = new Random(seed);
    Map<ChangelogSchema, RowVersion> highest = new LinkedHashMap<>();
    Map<ChangelogSchema, Boolean> snapshots = new LinkedHashMap<>();
    for (int i = 0; i < 10 * seed; i++) {
      ChangelogEvent event = change(random, bytes(random, 1), 10);
      buffer.add(event);
      if (event.operation() != Operation.REJECTED) {
        highest.merge(event.schema(), event.version(), (a, b) -> a.compareTo(b) > 0 ? a : b);
        snapshots.merge(event.schema(), event.operation() == Operation.READ, Boolean::logicalOr);
      }
    }

    assertThat(buffer.schemas().keySet()).containsExactlyElementsOf(highest.keySet());
    buffer
        .schemas()
        .forEach(
            (schema, sighting) -> {
              assertThat(sighting.highest()).isEqualTo(highest.get(schema));
              assertThat(sighting.hasSnapshot()).isEqualTo(snapshots.get(schema));
            });
  }
}
