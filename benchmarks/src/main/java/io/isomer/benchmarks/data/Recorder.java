package io.isomer.benchmarks.data;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.isomer.control.connect.Connector;
import io.isomer.control.kafka.Topics;
import io.isomer.testing.localstack.Http;
import io.isomer.testing.localstack.PostgresPart;
import io.isomer.testing.localstack.StackConfig;
import io.isomer.testing.processes.Await;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * Lets the shipped connector, on tables made for it, write one message of each kind, and takes them
 * from its topics.
 */
public final class Recorder {

  private static final String NAME = "bench";
  private static final Duration LIMIT = Duration.ofSeconds(90);
  private static final Pattern OP = Pattern.compile("\"op\":\"([rcud])\"");

  private final StackConfig stack;

  public Recorder(StackConfig stack) {
    this.stack = stack;
  }

  /** Records the tables' messages; the stack needs its PostgreSQL, Kafka and Connect. */
  public Map<String, RecordedTable> record(List<BenchTable> tables)
      throws IOException, SQLException {
    Connector connector = connector(tables);
    try (Connection connection = PostgresPart.connect(stack);
        Statement statement = connection.createStatement()) {
      for (BenchTable table : tables) {
        for (String sql : table.postgresDdl()) {
          statement.execute(sql);
        }
        statement.execute(table.postgresInsert(1));
        statement.execute(table.postgresInsert(2));
        statement.execute(table.postgresInsert(3));
      }
      Topics.create(stack, List.of(connector));
      connector.register(stack);
      connector.awaitRunning(stack);
      Await.until("the connector to stream", LIMIT, () -> streams(statement));
      for (BenchTable table : tables) {
        String column = table.columns().get(1).name();
        statement.execute(table.postgresInsert(4));
        statement.execute(
            "UPDATE public.%s SET %s = DEFAULT WHERE id = %s"
                .formatted(table.name(), column, BenchTable.sampleKey(4)));
        statement.execute(
            "DELETE FROM public.%s WHERE id = %s".formatted(table.name(), BenchTable.sampleKey(4)));
      }
      Map<String, RecordedTable> recorded = new HashMap<>();
      for (BenchTable table : tables) {
        recorded.put(table.name(), read(table));
      }
      Http.sendJson("DELETE", stack.connectUrl() + "/connectors/" + NAME, "");
      return recorded;
    }
  }

  private Connector connector(List<BenchTable> tables) throws IOException {
    Connector shipped = Connector.in(stack.installation().connectors()).get(0);
    ObjectNode changed = shipped.settings().deepCopy();
    changed.put(
        "table.include.list",
        tables.stream().map(table -> "public." + table.name()).collect(Collectors.joining(",")));
    changed.put("topic.prefix", NAME);
    changed.put("topic.creation.default.partitions", "1");
    changed.put("slot.name", NAME);
    changed.put("publication.name", NAME);
    return new Connector(NAME, changed);
  }

  private static boolean streams(Statement statement) throws SQLException {
    String slot = "SELECT 1 FROM pg_replication_slots WHERE active AND slot_name = '" + NAME + "'";
    try (ResultSet rows = statement.executeQuery(slot)) {
      return rows.next();
    }
  }

  private RecordedTable read(BenchTable table) {
    Map<Operation, String> values = new EnumMap<>(Operation.class);
    List<ConsumerRecord<String, String>> last = new ArrayList<>();
    Map<String, Object> properties =
        Map.of(
            "bootstrap.servers",
            stack.kafkaBootstrapServers(),
            "isolation.level",
            "read_committed");
    try (KafkaConsumer<String, String> consumer =
        new KafkaConsumer<>(properties, new StringDeserializer(), new StringDeserializer())) {
      TopicPartition partition = new TopicPartition(NAME + ".public." + table.name(), 0);
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      Await.until(
          "the messages of " + table.name(),
          LIMIT,
          () -> {
            for (ConsumerRecord<String, String> message :
                consumer.poll(Duration.ofMillis(100)).records(partition)) {
              if (message.value() != null) {
                values.put(operation(message.value()), message.value());
                last.add(message);
              }
            }
            return values.size() == Operation.values().length;
          },
          () -> "seen " + values.keySet());
    }
    ConsumerRecord<String, String> message = last.get(last.size() - 1);
    return new RecordedTable(
        table, values, message.key(), List.<Header>of(message.headers().toArray()));
  }

  private static Operation operation(String value) {
    Matcher op = OP.matcher(value);
    if (!op.find()) {
      throw new IllegalStateException("a message without op: " + value);
    }
    return Operation.valueOf(op.group(1).toUpperCase(java.util.Locale.ROOT));
  }
}
