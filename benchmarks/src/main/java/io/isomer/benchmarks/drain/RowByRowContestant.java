package io.isomer.benchmarks.drain;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.isomer.benchmarks.data.BenchColumn;
import io.isomer.benchmarks.data.BenchTable;
import io.isomer.benchmarks.data.ColumnKind;
import io.isomer.benchmarks.data.Dataset;
import io.isomer.control.sql.ClickHouseSql;
import io.isomer.testing.localstack.StackAccess;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * A consumer that applies each message at once: it deletes the row that the message is about, by a
 * mutation, and inserts what it has become. It runs in the benchmark's own process.
 */
public record RowByRowContestant(StackAccess stack) implements Contestant {

  private static final ObjectMapper JSON = new ObjectMapper();

  @Override
  public String name() {
    return "Row by row";
  }

  @Override
  public Run start(Dataset dataset) {
    AtomicReference<Exception> failure = new AtomicReference<>();
    Thread thread = new Thread(() -> replicate(dataset, failure), "row-by-row");
    thread.setDaemon(true);
    thread.start();
    return new Run() {
      @Override
      public Optional<String> failure() {
        return Optional.ofNullable(failure.get()).map(Exception::toString);
      }

      @Override
      public void close() {
        thread.interrupt();
      }
    };
  }

  private void replicate(Dataset dataset, AtomicReference<Exception> failure) {
    BenchTable table = dataset.workload().tables().get(0);
    try (TopicReader reader = new TopicReader(stack, dataset.topics())) {
      for (long applied = 0; applied < dataset.workload().changes(); ) {
        for (ConsumerRecord<byte[], byte[]> message : reader.poll()) {
          apply(table, JSON.readTree(message.value()), applied++);
        }
      }
    } catch (IOException | RuntimeException e) { // told by failure(), which is asked for it
      failure.set(e);
    }
  }

  private void apply(BenchTable table, JsonNode message, long number) throws IOException {
    ClickHouseSql clickHouse = new ClickHouseSql(stack);
    JsonNode change = message.has("payload") ? message.get("payload") : message;
    boolean deleted = change.get("op").asText().equals("d");
    JsonNode row = change.get(deleted ? "before" : "after");
    String target = stack.clickhouseDatabase() + "." + table.versionsTable();
    clickHouse.execute(
        "ALTER TABLE %s DELETE WHERE id = '%s' SETTINGS mutations_sync = 1"
            .formatted(target, row.get("id").asText()));
    // the deleted row, too, comes in as a marked one: the watch counts rows
    String values =
        table.columns().stream()
            .map(column -> literal(column, row.get(column.name())))
            .collect(Collectors.joining(", "));
    clickHouse.execute(
        "INSERT INTO %s VALUES (%s, %d, %d)".formatted(target, values, number, deleted ? 1 : 0));
  }

  private static String literal(BenchColumn column, JsonNode value) {
    if (value.isNull()) {
      return "NULL";
    }
    if (column.kind() == ColumnKind.TIMESTAMP) {
      return "fromUnixTimestamp64Micro(" + value.asText() + ", 'UTC')";
    }
    return value.isNumber() || value.isBoolean()
        ? value.asText()
        : "'" + value.asText().replace("'", "\\'") + "'";
  }
}
