package io.isomer.clickhouse;

import static org.assertj.core.api.Assertions.assertThat;

import io.isomer.changelog.ChangelogEvent;
import io.isomer.changelog.ChangelogEventSerializer;
import io.isomer.debezium.DebeziumDecoder;
import io.isomer.testing.clickhouseserver.ClickHouseServer;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.flink.streaming.api.connector.sink2.CommittableMessage;
import org.apache.flink.streaming.runtime.operators.sink.SinkWriterOperatorFactory;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

/**
 * A thousand tables through one decoder and one writer, from messages with schema part. It prints
 * what they take: the heap that is in use after a collection, and how long the rounds were.
 */
class ManyTablesITCase {

  /** A thousand fit as well: {@code -Disomer.tables=1000} takes minutes. */
  private static final int TABLES = Integer.getInteger("isomer.tables", 20);

  private static final int ROUNDS = 3;
  private static final int COLUMNS = 20;

  private final ClickHouseServer server = TestServer.get();
  private final DebeziumDecoder decoder = new DebeziumDecoder(0);
  private final Map<Integer, Map<Integer, String>> expected = new TreeMap<>();
  private long lsn;

  @Test
  void manyTablesAreCreatedAndFilled() throws Exception {
    TestServer.createDatabase(server, "many");
    ClickHouseSink sink =
        new ClickHouseSink(ClickHouseOptions.of(TestServer.options(server, "many")));
    long before = usedHeap();
    OneInputStreamOperatorTestHarness<ChangelogEvent, CommittableMessage<Object>> harness =
        new OneInputStreamOperatorTestHarness<>(
            new SinkWriterOperatorFactory<>(sink), new ChangelogEventSerializer());
    harness.open();
    try {
      for (int round = 0; round < ROUNDS; round++) {
        long start = System.nanoTime();
        changeAll(round, harness);
        harness.prepareSnapshotPreBarrier(round);
        long millis = (System.nanoTime() - start) / 1_000_000;
        System.out.printf(
            "round %d: %d tables in %d ms, heap in use %d MB more than without them%n",
            round, TABLES, millis, (usedHeap() - before) >> 20);
      }
    } finally {
      harness.close();
    }
    for (int table = 0; table < TABLES; table++) {
      assertThat(server.query("SELECT id, c0 FROM many.t" + table + " ORDER BY id"))
          .isEqualTo(
              expected.get(table).entrySet().stream()
                  .map(row -> row.getKey() + "\t" + row.getValue())
                  .collect(Collectors.joining("\n")));
    }
  }

  /** Adds a row to each table, updates one and deletes another. */
  private void changeAll(
      int round,
      OneInputStreamOperatorTestHarness<ChangelogEvent, CommittableMessage<Object>> harness)
      throws Exception {
    for (int change = 0; change < 4; change++) {
      for (int table = 0; table < TABLES; table++) {
        Map<Integer, String> rows = expected.computeIfAbsent(table, t -> new TreeMap<>());
        int id = change < 2 ? 2 * round + change : change == 2 ? 0 : 2 * round + 1;
        String value = "table " + table + " round " + round + " change " + change;
        if (change == 3) {
          rows.remove(id);
        } else {
          rows.put(id, value);
        }
        for (ChangelogEvent event :
            decoder.decode(
                message(table, change == 3 ? "d" : change == 2 ? "u" : "c", id, value))) {
          harness.processElement(new StreamRecord<>(event));
        }
      }
    }
  }

  private ConsumerRecord<byte[], ByteBuffer> message(int table, String op, int id, String value) {
    StringBuilder fields =
        new StringBuilder("{\"type\":\"int32\",\"optional\":false,\"field\":\"id\"}");
    StringBuilder row = new StringBuilder("{\"id\":" + id);
    for (int column = 0; column < COLUMNS; column++) {
      fields.append(
          ",{\"type\":\"string\",\"optional\":true,\"field\":\"c%d\",\"parameters\":{\"__debezium.source.column.type\":\"TEXT\"}}"
              .formatted(column));
      row.append(",\"c%d\":\"%s\"".formatted(column, value));
    }
    String struct = "{\"type\":\"struct\",\"optional\":true,\"fields\":[" + fields + "],\"field\":";
    String after = op.equals("d") ? "null" : row + "}";
    lsn++;
    String message =
        """
        {"schema":{"type":"struct","fields":[%s"before"},%s"after"}],"name":"p.public.t%d.Envelope"},\
        "payload":{"before":null,"after":%s,"source":{"snapshot":"false",\
        "sequence":"[\\"%d\\",\\"%d\\"]","ts_ms":5,"schema":"public","table":"t%d"},"op":"%s"}}"""
            .formatted(struct, struct, table, after, lsn, lsn, table, op);
    return new ConsumerRecord<>(
        "p.public.t" + table,
        0,
        lsn,
        ("{\"id\":" + id + "}").getBytes(StandardCharsets.UTF_8),
        ByteBuffer.wrap(message.getBytes(StandardCharsets.UTF_8)));
  }

  /** Bytes that are in use after a collection. */
  private static long usedHeap() {
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }
}
