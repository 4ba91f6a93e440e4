package io.isomer.debezium;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.isomer.changelog.ChangelogEvent;
import io.isomer.changelog.Operation;
import io.isomer.changelog.Rows;
import io.isomer.debezium.json.MalformedMessageException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Random;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MalformedMessageTest {

  private static final String TOPIC = "isomer.public.t";

  /** A message of a table {@code (id int primary key, v <type>)}. */
  private static String message(String type, String value) {
    return """
        {"schema":{"type":"struct","fields":[
         {"type":"struct","field":"before","fields":[]},
         {"type":"struct","field":"after","fields":[
          {"type":"int32","optional":false,"field":"id"},
          {"type":%s,"optional":true,"field":"v"}]}]},
         "payload":{"before":null,"after":{"id":1,"v":%s},%s}}"""
        .formatted(type, value, TAIL);
  }

  private static final String SOURCE =
      "\"source\":{\"snapshot\":\"false\",\"sequence\":\"[null,\\\"7\\\"]\",\"ts_ms\":5,"
          + "\"schema\":\"public\",\"table\":\"t\"}";
  private static final String TAIL = SOURCE + ",\"op\":\"u\"";
  private static final String KEY = "{\"id\":1}";

  private static ChangelogEvent decode(String key, String value) throws IOException {
    List<ChangelogEvent> events =
        RecordedMessages.decode(
            RecordedMessages.decoder(), List.of(RecordedMessages.record(TOPIC, key, value)));
    return events.get(0);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"int16\"|32768|expected an integer from -32768 to 32767 and found the integer \"32768\"",
        "\"int32\"|2147483648|expected an integer from -2147483648 to 2147483647",
        "\"int64\"|9223372036854775808|expected a 64-bit integer",
        "\"int64\"|1.0|expected a 64-bit integer and found the number \"1.0\"",
        "\"int64\"|\"1\"|expected a 64-bit integer and found the string \"1\"",
        "\"double\"|\"1\"|expected a number and found the string \"1\"",
        "\"double\"|1e999|expected a 64-bit floating-point number",
        "\"float\"|1e39|expected a 32-bit floating-point number",
        "\"boolean\"|1|expected a boolean and found the integer \"1\"",
        "\"string\"|{\"a\":1}|expected a string and found an object",
        "\"string\"|\"\\uD800\"|unpaired surrogate",
        "\"bytes\"|5|expected a string in base64",
        "\"array\",\"items\":{\"type\":\"int32\"}|5|expected an array",
        "\"array\",\"items\":{\"type\":\"int32\"}|[\"x\"]|expected a 64-bit integer",
        "\"string\",\"name\":\"io.debezium.time.ZonedTimestamp\"|\"yesterday\"|not a timestamp",
        "\"string\",\"name\":\"io.debezium.time.IsoDate\"|\"\"|not a date",
        "\"string\",\"name\":\"io.debezium.time.IsoTime\"|\"25:00Z\"|not a time of day",
        "\"bytes\",\"name\":\"org.apache.kafka.connect.data.Decimal\"|\"\"|a decimal has no bytes",
        "\"struct\",\"name\":\"io.debezium.data.VariableScaleDecimal\"|{\"scale\":1}|lacks scale or value",
        "\"struct\",\"name\":\"io.debezium.data.VariableScaleDecimal\"|"
            + "{\"scale\":-2147483648,\"value\":\"AQ==\"}|out of range",
        "\"int64\",\"name\":\"com.example.Odd\"|1|com.example.Odd (int64) is not replicated",
        "\"map\"|{}|the type map is not replicated"
      })
  void aValueOfAnotherTypeNamesPlaceColumnAndValue(String type, String value, String message) {
    assertThatThrownBy(() -> decode(KEY, message(type, value)))
        .isInstanceOf(MalformedMessageException.class)
        .hasMessageStartingWith("isomer.public.t-0@17: column v: ")
        .hasMessageContaining(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "hello|not JSON",
        "[]|expected an object and found an array",
        "{}|the message has no op",
        "{\"id\":1,\"status\":\"paid\"}|the message has no op",
        "{\"id\":1,\"ts_ms\":5}|the message has no op",
        "{\"op\":\"x\",\"after\":{\"id\":1}}|unknown op \"x\"",
        "{\"op\":\"u\"}|op is u and after is null",
        "{\"op\":\"u\",\"after\":{\"id\":1}}|source has no sequence",
        "{\"op\":\"u\",\"after\":{\"id\":1}} x|does not end with its payload",
        "{\"op\":\"u\",\"after\":{\"id\":1,\"id\":2}}|the column id appears twice",
        "{\"op\":\"u\",\"after\":{\"id\":1},\"after\":{\"id\":2}}|after appears twice",
        "{\"op\":\"u\",\"after\":{\"no\":1}}|the key's column id is not in the row",
        "{\"op\":\"u\",\"after\":{\"id\":1},\"source\":5}|expected an object"
      })
  void whatIsNoEnvelopeIsRefused(String value, String message) {
    assertThatThrownBy(() -> decode(KEY, value))
        .isInstanceOf(MalformedMessageException.class)
        .hasMessageStartingWith("isomer.public.t-0@17: ")
        .hasMessageContaining(message);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "7",
        "[7,8]",
        "[null,null]",
        "[\\\"x\\\",\\\"8\\\"]",
        "[\\\"8\\\"]",
        "[\\\"-8\\\",\\\"9\\\"]"
      })
  void aSequenceOfAnotherFormIsRefused(String sequence) {
    String value = "{\"after\":{\"id\":1}," + TAIL.replace("[null,\\\"7\\\"]", sequence) + "}";
    assertThatThrownBy(() -> decode(KEY, value))
        .isInstanceOf(MalformedMessageException.class)
        .hasMessageContaining("source.sequence is not");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{}|the key has no column",
        "{\"id\":null}|the key's column id is null",
        "{\"id\":1|not JSON",
        "1|expected an object"
      })
  void aKeyOfAnotherFormIsRefused(String key, String message) {
    assertThatThrownBy(() -> decode(key, "{\"after\":{\"id\":1}," + TAIL + "}"))
        .isInstanceOf(MalformedMessageException.class)
        .hasMessageContaining(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"id\":1,\"id\":1}|the key's column id appears twice",
        "{\"id\":2}|the key and the row differ in the column id"
      })
  void aKeyThatIsNotTheRowsIsRefused(String key, String message) {
    for (String value :
        List.of(
            "{\"after\":{\"v\":\"x\",\"id\":1}," + TAIL + "}", message("\"string\"", "\"x\""))) {
      assertThatThrownBy(() -> decode(key, value))
          .isInstanceOf(MalformedMessageException.class)
          .hasMessageStartingWith("isomer.public.t-0@17: ")
          .hasMessageContaining(message.substring(0, 20));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"op\":\"u\"",
        "\"before\":null",
        "\"after\":{\"id\":1}",
        SOURCE,
        "\"schema\":\"public\"",
        "\"table\":\"t\"",
        "\"snapshot\":\"false\"",
        "\"ts_ms\":5"
      })
  void whatStandsTwiceIsRefused(String field) {
    String sound = "{\"before\":null,\"after\":{\"id\":1}," + TAIL + "}";
    assertThatThrownBy(() -> decode(KEY, sound.replace(field, field + "," + field)))
        .isInstanceOf(MalformedMessageException.class)
        .hasMessageContaining(" appears twice in the message");
  }

  /** One flipped bit makes it of a delete or an update, and it would empty the table. */
  @Test
  void aTruncationWithAKeyOrARowIsRefused() throws IOException {
    String truncate = "{\"before\":null,\"after\":null," + SOURCE + ",\"op\":\"t\"}";
    assertThat(decode(null, truncate).operation()).isEqualTo(Operation.TRUNCATE);
    assertThatThrownBy(() -> decode(KEY, truncate)).hasMessageContaining("op is t and has a key");
    for (String row : List.of("before", "after")) {
      String withRow = truncate.replace(row + "\":null", row + "\":{\"id\":1}");
      assertThatThrownBy(() -> decode(null, withRow))
          .hasMessageContaining("op is t and " + row + " is not null");
    }
  }

  @Test
  void aDeletionWithANewRowIsRefused() {
    String value = "{\"after\":{\"id\":1}," + SOURCE + ",\"op\":\"d\"}";
    assertThatThrownBy(() -> decode(KEY, value))
        .hasMessageContaining("op is d and after is not null");
  }

  @Test
  void aRowThatItsSchemaPartDoesNotAnnounceIsRefused() {
    String wellFormed = message("\"string\"", "\"x\"");
    assertThatThrownBy(() -> decode(KEY, wellFormed.replace("\"v\":\"x\"", "\"w\":\"x\"")))
        .hasMessageContaining("expected the column v and found w");
    assertThatThrownBy(() -> decode(KEY, wellFormed.replace(",\"v\":\"x\"", "")))
        .hasMessageContaining("expected the column v and found none");
    assertThatThrownBy(() -> decode(KEY, wellFormed.replace("\"x\"}", "\"x\",\"w\":1}")))
        .hasMessageContaining("the row has the column w, which its schema part lacks");
  }

  @Test
  void aPlaceholderInAnInsertIsAValueThatAUserWrote() throws IOException {
    String insert =
        message("\"string\"", "\"__debezium_unavailable_value\"")
            .replace("\"op\":\"u\"", "\"op\":\"c\"");
    assertThat(Rows.row(decode(KEY, insert))).containsEntry("v", "__debezium_unavailable_value");
    assertThat(Rows.row(decode(KEY, insert.replace("\"op\":\"c\"", "\"op\":\"u\""))))
        .containsEntry("v", Rows.UNAVAILABLE);
  }

  /** With REPLICA IDENTITY FULL the old row comes whole, and an unchanged value too. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"id\":1,\"v\":\"x\"}|true",
        "{\"id\":1,\"v\":\"__debezium_unavailable_value\"}|true",
        "{\"id\":1,\"v\":null}|false",
        "{\"id\":1,\"v\":\"\"}|false",
        "{\"id\":1,\"v\":\"made up\"}|false"
      })
  void aPlaceholderIsAValueThatAUserWroteWhereTheOldTextCame(String before, boolean literal)
      throws IOException {
    String typed =
        message("\"string\"", "\"__debezium_unavailable_value\"")
            .replace("\"field\":\"v\"", "\"field\":\"v\",\"default\":\"made up\"")
            .replace("\"before\":null", "\"before\":" + before);
    Object expected = literal ? "__debezium_unavailable_value" : Rows.UNAVAILABLE;
    assertThat(Rows.row(decode(KEY, typed))).containsEntry("v", expected).containsEntry("id", 1L);
  }

  @Test
  void aPlaceholderIsAValueThatAUserWroteWhereTheOldTextCameWithoutSchemaPart() throws IOException {
    String row = "{\"v\":\"__debezium_unavailable_value\",\"id\":1}";
    String untyped = "{\"before\":{\"v\":%s,\"id\":1},\"after\":" + row + "," + TAIL + "}";
    assertThat(Rows.row(decode(KEY, untyped.formatted("\"x\""))))
        .isEqualTo(Rows.row(decode(KEY, "{\"after\":" + row + "," + SOURCE + ",\"op\":\"c\"}")));
    assertThat(Rows.row(decode(KEY, untyped.formatted("null"))))
        .containsEntry("v", Rows.UNAVAILABLE);
  }

  @Test
  void aDamagedMessageFailsAsMalformedOrDecodesWhole() throws IOException {
    long seed = 20261122;
    Random random = new Random(seed);
    ConsumerRecord<byte[], ByteBuffer> sound =
        RecordedMessages.records("with_schema_u.json").get(0);
    for (int i = 0; i < 5_000; i++) {
      byte[] value = EmbeddedBytes.bytes(sound.value());
      for (int flips = 1 + random.nextInt(3); flips > 0; flips--) {
        value[random.nextInt(value.length)] ^= (byte) (1 << random.nextInt(8));
      }
      if (random.nextInt(4) == 0) {
        value = java.util.Arrays.copyOf(value, random.nextInt(value.length));
      }
      ConsumerRecord<byte[], ByteBuffer> damaged =
          new ConsumerRecord<>(sound.topic(), 0, i, sound.key(), EmbeddedBytes.of(value));
      try {
        RecordedMessages.decode(RecordedMessages.decoder(), List.of(damaged)).forEach(Rows::row);
      } catch (MalformedMessageException e) {
        assertThat(e).hasMessageStartingWith("b.public.orders-0@" + i);
      }
    }
  }
}
