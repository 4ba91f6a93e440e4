package io.isomer.debezium.envelope;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonToken;
import io.isomer.changelog.Operation;
import io.isomer.debezium.EmbeddedBytes;
import io.isomer.debezium.json.JsonReader;
import io.isomer.debezium.json.MalformedMessageException;
import io.isomer.debezium.schema.SchemalessRowDecoders;
import io.isomer.tables.SourceRule;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SourceTemplateTest {

  private static final String KNOWN =
      """
      {"before":null,"after":{"id":1},"source":{"version":"3.7.0.Final","connector":"postgresql",\
      "name":"isomer","ts_ms":1764381000123,"snapshot":"false","db":"isomer",\
      "sequence":"[\\"24023128\\",\\"24023184\\"]","ts_us":1764381000123456,\
      "ts_ns":1764381000123456000,"schema":"public","table":"t","txId":771,"lsn":24023184,\
      "xmin":null},"transaction":null,"op":"c","ts_ms":1764381000300,"ts_us":1764381000300001,\
      "ts_ns":1764381000300001002}""";

  private final EnvelopeReader reader = new EnvelopeReader();
  private final SourceTemplate known = new SourceTemplate();

  static List<String> others() {
    return List.of(
        KNOWN,
        KNOWN.replace("1764381000123,", "7,"),
        KNOWN.replace("1764381000123,", "-7,"),
        KNOWN.replace("1764381000123,", "07,"),
        KNOWN.replace("1764381000123,", "7.5,"),
        KNOWN.replace("1764381000123,", "12345678901234567890,"),
        KNOWN.replace("1764381000123,", "null,"),
        KNOWN.replace("1764381000123,", "\"7\","),
        KNOWN.replace("\"ts_ms\":1764381000123,", ""),
        KNOWN.replace("[\\\"24023128\\\",", "[null,"),
        KNOWN.replace("[\\\"24023128\\\",", "[ \\\"24023128\\\","),
        KNOWN.replace("24023128", "34023128"),
        KNOWN.replace("24023128", "9223372036854775807"),
        KNOWN.replace("\"[\\\"24023128\\\",\\\"24023184\\\"]\"", "null"),
        KNOWN.replace("\\\"]\"", "\\\"] \""),
        KNOWN.replace("\"sequence\":\"[\\\"24023128\\\",\\\"24023184\\\"]\",", ""),
        KNOWN.replace("\"xmin\":null", "\"xmin\":700"),
        KNOWN.replace("\"xmin\":null", "\"xmin\": null"),
        KNOWN.replace("\"false\"", "\"incremental\""),
        KNOWN.replace("\"false\"", "\"true\""),
        KNOWN.replace("\"t\"", "\"u\""),
        KNOWN.replace("\"public\"", "\"other\""),
        KNOWN.replace("\"op\":\"c\"", "\"op\":\"u\""),
        KNOWN.replace("\"op\":\"c\"", "\"op\":\"d\"").replace("{\"id\":1}", "null"),
        KNOWN.replace("\"op\":\"c\"", "\"op\":\"t\""),
        KNOWN.replace("\"op\":\"c\"", "\"op\":\"\\u0063\""),
        KNOWN.replace("\"op\":\"c\"", "\"op\":\"cc\""),
        KNOWN.replace("\"op\":\"c\"", "\"op\":\"\"\""),
        KNOWN.replace("\"op\":\"c\"", "\"op\":\"c\",\"op\":\"u\""),
        KNOWN.replace("{\"before\"", "{\"op\":\"u\",\"before\""),
        KNOWN.replace(",\"op\":\"c\"", "").replace("{\"before\"", "{\"op\":\"u\",\"before\""),
        KNOWN.replace("{\"before\":null,", "{").replace("1002}", "1002,\"before\":null}"),
        KNOWN.replace("\"before\":null,", "\"before\":{\"id\":2},"),
        KNOWN.replace("\"after\":{\"id\":1}", "\"source\":{},\"after\":{\"id\":1}"),
        KNOWN.replace("\"transaction\":null", "\"transaction\":{\"id\":\"771:24023184\"}"),
        KNOWN.replace("1002}", "1002 }"),
        KNOWN.replace("1002}", "1002,\"x\":1.5}"),
        KNOWN.replace("1002}", "1002,\"x\":1.55}"),
        KNOWN.replace("1002}", "1002,\"x\":12345678901234567890}"),
        KNOWN.replace("1002}", "1002,\"x\":123456789012345678901}"),
        KNOWN.replace("\"t\"", "5"),
        KNOWN.replace("\"t\"", "6"),
        KNOWN.replace("\"false\"", "1"),
        KNOWN.replace("\"false\"", "2"),
        KNOWN.replace("\"op\":\"c\"", "\"op\":123"),
        KNOWN.replace("\"op\":\"c\"", "\"op\":1c3"),
        KNOWN.replace("1002}", "1002,\"more\":[1,{}]}"),
        KNOWN.replace("1002}", "1002"),
        KNOWN.replace("1002}", "1002]"));
  }

  @ParameterizedTest
  @MethodSource("others")
  void readsAsFieldByFieldWhatMayFollowAKnownMessage(String other) {
    read(KNOWN, known);
    assertThat(read(other, known)).isEqualTo(read(other, new SourceTemplate()));
    assertThat(read(KNOWN, known)).isEqualTo(read(KNOWN, new SourceTemplate()));
  }

  @ParameterizedTest
  @MethodSource("others")
  void readsAsFieldByFieldWhatFollowsIt(String other) {
    read(other, known);
    for (String next : others()) {
      assertThat(read(next, known)).isEqualTo(read(next, new SourceTemplate()));
    }
  }

  @Test
  void readsAsFieldByFieldWhatIsDamaged() {
    Random random = new Random(11);
    read(KNOWN, known);
    for (int i = 0; i < 20_000; i++) {
      StringBuilder damaged = new StringBuilder(KNOWN);
      int at = random.nextInt(KNOWN.length());
      damaged.setCharAt(at, KNOWN.charAt(random.nextInt(KNOWN.length())));
      if (random.nextInt(4) == 0) {
        damaged.setLength(at);
      }
      String message = damaged.toString();
      assertThat(read(message, known)).as(message).isEqualTo(read(message, new SourceTemplate()));
      read(KNOWN, known);
    }
  }

  @Test
  void needsNotReadFieldByFieldWhatIsKnown() throws IOException {
    read(KNOWN, known);
    JsonReader reader =
        new JsonReader(EmbeddedBytes.message(KNOWN.getBytes(StandardCharsets.UTF_8)));
    while (!"source".equals(reader.currentName())) {
      reader.nextToken();
    }
    reader.nextToken();
    assertThat(known.read(reader).op()).isEqualTo("c");
    assertThat(reader.nextToken()).isEqualTo(JsonToken.END_OBJECT);
    assertThat(reader.nextToken()).isNull();
  }

  @Test
  void goesOnAfterManyMessagesOfAnotherForm() {
    String other = KNOWN.replace("\"transaction\":null", "\"transaction\":{\"id\":\"%d\"}");
    for (int i = 0; i < 1000; i++) {
      String message = other.formatted(i);
      assertThat(read(message, known)).isEqualTo(read(message, new SourceTemplate()));
    }
    assertThat(read(KNOWN, known)).isEqualTo(read(KNOWN, new SourceTemplate()));
  }

  /** Which follows from {@code snapshot}, too. */
  private static String versionOfRead(SourceBlock source) {
    try {
      return source.version(Operation.READ, 0).toString();
    } catch (MalformedMessageException e) {
      return e.getMessage();
    }
  }

  /** What is read of an envelope, or why it is not. */
  private String read(String message, SourceTemplate tail) {
    try {
      Envelope envelope =
          reader.read(
              EmbeddedBytes.message(message.getBytes(StandardCharsets.UTF_8)),
              SchemaPrefix.SCHEMALESS,
              new SchemalessRowDecoders(SourceRule.NONE),
              false,
              tail);
      SourceBlock source = envelope.source();
      return "%s %s %s %s %s"
          .formatted(
              envelope.op(),
              source.table(),
              source.committedAt(),
              source.version(Operation.CREATE, 0),
              versionOfRead(source));
    } catch (IOException e) {
      return e.getMessage();
    }
  }
}
