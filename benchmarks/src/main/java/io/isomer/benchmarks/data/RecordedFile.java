package io.isomer.benchmarks.data;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;

/** Recorded messages in a file, for what is to be measured or tested without a connector. */
public final class RecordedFile {

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  private RecordedFile() {}

  private static String name(BenchTable table) {
    return "recorded-" + table.name() + ".json";
  }

  /** Writes a table's messages into a directory. */
  public static void write(Path directory, RecordedTable recorded) throws IOException {
    ObjectNode root = JSON.createObjectNode();
    root.put("key", recorded.key());
    ObjectNode headers = root.putObject("headers");
    for (Header header : recorded.headers()) {
      headers.put(header.key(), new String(header.value(), StandardCharsets.UTF_8));
    }
    ObjectNode values = root.putObject("values");
    recorded.values().forEach((operation, value) -> values.put(operation.code(), value));
    Files.writeString(
        directory.resolve(name(recorded.table())), JSON.writeValueAsString(root) + "\n");
  }

  /** Reads the messages that come with the benchmarks. */
  public static RecordedTable read(BenchTable table) throws IOException {
    JsonNode root;
    try (InputStream in = RecordedFile.class.getResourceAsStream(name(table))) {
      root = JSON.readTree(in);
    }
    List<Header> headers = new ArrayList<>();
    root.get("headers")
        .properties()
        .forEach(
            header ->
                headers.add(
                    new RecordHeader(
                        header.getKey(),
                        header.getValue().asText().getBytes(StandardCharsets.UTF_8))));
    Map<Operation, String> values = new EnumMap<>(Operation.class);
    for (Operation operation : Operation.values()) {
      values.put(operation, root.get("values").get(operation.code()).asText());
    }
    return new RecordedTable(table, values, root.get("key").asText(), headers);
  }
}
