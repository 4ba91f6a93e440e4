package io.isomer.benchmarks.drain;

import io.isomer.benchmarks.data.BenchTable;
import io.isomer.benchmarks.data.Dataset;
import io.isomer.benchmarks.data.TopicFiller.Filled;
import io.isomer.benchmarks.measure.ProcessMeter;
import io.isomer.control.sql.ClickHouseSql;
import io.isomer.debezium.DebeziumDecoder;
import io.isomer.targetformat.SystemColumns;
import io.isomer.testing.localstack.Http;
import io.isomer.testing.localstack.StackAccess;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Measures parts of the way alone, one after the other, on a dataset's own messages and rows. */
final class Bounds {

  private static final int INSERTED_ROWS = 20_000;
  private static final long DECODED_BYTES = 200L << 20;
  private static final int DECODE_WARM_UPS = 3;

  private final StackAccess stack;
  private final Filled filled;
  private final ProcessMeter self = new ProcessMeter(ProcessHandle.current().pid());

  Bounds(StackAccess stack, Filled filled) {
    this.stack = stack;
    this.filled = filled;
  }

  private interface Work {
    /** Returns the number of rows. */
    long run() throws IOException;
  }

  private Bound measure(String name, Work work) throws IOException {
    double cpu = self.cpuSeconds();
    long begin = System.nanoTime();
    long rows = work.run();
    double seconds = (System.nanoTime() - begin) / 1e9;
    return new Bound(name, rows / seconds, (self.cpuSeconds() - cpu) / rows * 1e6);
  }

  /** Reads all messages with a plain consumer. */
  Bound consume() throws IOException {
    Dataset dataset = filled.dataset();
    return measure(
        "bare KafkaConsumer",
        () -> {
          try (TopicReader reader = new TopicReader(stack, dataset.topics())) {
            long read = 0;
            while (read < dataset.workload().changes()) {
              read += reader.poll().count();
            }
            return read;
          }
        });
  }

  /**
   * Decodes messages that are in memory already, in one thread, after some rounds of warming up.
   */
  Bound decode() throws IOException {
    List<ConsumerRecord<byte[], ByteBuffer>> messages = messages();
    for (int i = 0; i < DECODE_WARM_UPS; i++) {
      decode(messages);
    }
    return measure("Isomer's decoder alone", () -> decode(messages));
  }

  private List<ConsumerRecord<byte[], ByteBuffer>> messages() {
    Dataset dataset = filled.dataset();
    long wanted =
        Math.min(dataset.workload().changes(), DECODED_BYTES / Math.max(1, filled.averageBytes()));
    List<ConsumerRecord<byte[], ByteBuffer>> messages = new ArrayList<>();
    try (TopicReader reader = new TopicReader(stack, dataset.topics())) {
      while (messages.size() < wanted) {
        reader.poll().forEach(message -> messages.add(inPlace(message)));
      }
    }
    return messages;
  }

  private static ConsumerRecord<byte[], ByteBuffer> inPlace(ConsumerRecord<byte[], byte[]> read) {
    return new ConsumerRecord<>(
        read.topic(), read.partition(), read.offset(), read.key(), ByteBuffer.wrap(read.value()));
  }

  private static long decode(List<ConsumerRecord<byte[], ByteBuffer>> messages) throws IOException {
    DebeziumDecoder decoder = new DebeziumDecoder(0);
    long changes = 0;
    try {
      for (ConsumerRecord<byte[], ByteBuffer> message : messages) {
        changes += decoder.decode(message).size();
      }
    } catch (IOException e) {
      throw new IOException("a message of the benchmark's own making", e);
    }
    return changes;
  }

  /**
   * Inserts the rows that the last contestant has written, as RowBinary that ClickHouse itself has
   * made of them, into new tables.
   */
  Bound insert() throws IOException {
    BenchTable table = filled.dataset().workload().tables().get(0);
    ClickHouseSql clickHouse = new ClickHouseSql(stack);
    String target = stack.clickhouseDatabase() + "." + table.versionsTable();
    List<byte[]> batches = new ArrayList<>();
    long rows = filled.dataset().workload().changes();
    for (long from = 0; from < rows; from += INSERTED_ROWS) {
      String batch =
          "SELECT * FROM %s ORDER BY %s, id LIMIT %d OFFSET %d FORMAT RowBinary"
              .formatted(target, SystemColumns.VERSION, INSERTED_ROWS, from);
      try (InputStream result = clickHouse.stream(batch)) {
        batches.add(result.readAllBytes());
      }
    }
    new DrainTarget(stack, filled).create();
    Bound bound =
        measure(
            "pre-encoded inserts of " + INSERTED_ROWS + " rows",
            () -> {
              for (byte[] batch : batches) {
                insert(target, batch);
              }
              return rows;
            });
    String difference = new DrainTarget(stack, filled).difference();
    if (!difference.isEmpty()) {
      throw new IOException("pre-encoded inserts: " + difference);
    }
    return bound;
  }

  private void insert(String target, byte[] batch) throws IOException {
    String query =
        URLEncoder.encode("INSERT INTO " + target + " FORMAT RowBinary", StandardCharsets.UTF_8);
    HttpRequest.Builder request =
        Http.request(stack.clickhouseUrl() + "/?query=" + query)
            .header("X-ClickHouse-User", stack.clickhouseUser())
            .header("X-ClickHouse-Key", stack.clickhousePassword())
            .POST(BodyPublishers.ofByteArray(batch));
    Http.Reply reply = Http.send(request);
    if (!reply.ok()) {
      throw new IOException(reply.body());
    }
  }
}
