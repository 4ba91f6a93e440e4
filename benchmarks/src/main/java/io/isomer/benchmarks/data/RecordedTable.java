package io.isomer.benchmarks.data;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.common.header.Header;

/**
 * A table's messages as the connector has written them.
 *
 * @param values one message of each operation
 * @param key the key of one of them, whose only column is {@code id}
 * @param headers of one of them
 */
public record RecordedTable(
    BenchTable table, Map<Operation, String> values, String key, List<Header> headers) {

  /** As if the connector had recorded a table of the same columns with another name. */
  RecordedTable as(BenchTable other) {
    String from = table.name();
    Map<Operation, String> renamed =
        values.entrySet().stream()
            .collect(
                Collectors.toMap(
                    Map.Entry::getKey, entry -> entry.getValue().replace(from, other.name())));
    return new RecordedTable(other, renamed, key.replace(from, other.name()), headers);
  }

  /** The templates, with or without schema part, by the operation's ordinal. */
  MessageTemplate[] templates(boolean schemaPart) {
    return Arrays.stream(Operation.values())
        .map(values::get)
        .map(schemaPart ? MessageTemplate::withSchema : MessageTemplate::withoutSchema)
        .toArray(MessageTemplate[]::new);
  }

  /** The key's text around the value of {@code id}. */
  String[] keyAround(boolean schemaPart) {
    String text = schemaPart ? key : key.substring(MessageTemplate.payload(key), key.length() - 1);
    int begin = text.lastIndexOf(":\"") + 2;
    return new String[] {text.substring(0, begin), text.substring(text.lastIndexOf('"'))};
  }
}
