package io.isomer.debezium.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.isomer.changelog.RowReader;
import io.isomer.changelog.RowWriter;
import io.isomer.debezium.EmbeddedBytes;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Jackson's parser is the oracle. */
class JsonReaderTest {

  private final JsonReader reader = new JsonReader();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "null",
        "true",
        " [ 1 , -0, 0.0, -0.0, 1e5, 1E+5, 1e-5, 12.5e0, 9223372036854775807 ] ",
        "[-9223372036854775808,9223372036854775808,-9223372036854775809,123456789012345678]",
        "[1.7976931348623157e308,4.9e-324,1e309,-1e309,2.2250738585072011e-308]",
        "[9007199254740993.0,0.1,0.30000000000000004,1e22,1e23,123456789012345678.5]",
        "[1e0000000005,1e99999,0e99999,1e-99999,0.000001]",
        "{}",
        "[]",
        "[[],{},[{}]]",
        "{\"a\":{\"b\":[1,{\"c\":null}]},\"d\":false,\"\":\"\"}",
        "\"plain\"",
        "\"a\\\"b\\\\c\\/d\\b\\f\\n\\r\\t\\u0041\\u00e9\\u20AC\\ud83d\\ude00\"",
        "\"Анна € 😀 \u007f\"",
        "{\"n\\u0061me\":1,\"имя\":2}",
        "\"eight by\"",
        "\"eight byt\\n\"",
        "\t\r\n{\"a\" :\n1 , \"b\":[ ]}"
      })
  void readsWhatJacksonReads(String json) throws IOException {
    byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
    for (int repeat = 0; repeat < 3; repeat++) { // known names are read another way
      assertThat(tokens(bytes)).isEqualTo(jacksonsTokens(bytes));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "nul",
        "nulx",
        "01",
        "-",
        "+1",
        ".5",
        "1.",
        "1.e5",
        "1e",
        "1e+",
        "NaN",
        "\"",
        "\"a",
        "\"\\",
        "\"\\x\"",
        "\"\\u12\"",
        "\"\\u12G4\"",
        "\"a\nb\"",
        "'a'",
        "[",
        "[1",
        "[1,",
        "[1,]",
        "[,1]",
        "[1 2]",
        "[1}",
        "{",
        "{\"a\"",
        "{\"a\":",
        "{\"a\":1",
        "{\"a\":1,",
        "{\"a\":1,}",
        "{,}",
        "{a:1}",
        "{\"a\" 1}",
        "{\"a\":1 \"b\":2}",
        "{\"a\":1]",
        "{1:2}",
        "]",
        "// no"
      })
  void refusesWhatIsNoJson(String json) {
    assertThatThrownBy(() -> tokens(json.getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(MalformedMessageException.class)
        .hasMessageStartingWith("not JSON: ");
  }

  @Test
  void refusesWhatIsNotUtf8() {
    int[][] wrong = {
      {0x80},
      {0xC0, 0x80},
      {0xC1, 0xBF},
      {0xC3},
      {0xC3, 0x28},
      {0xE0, 0x80, 0x80},
      {0xE2, 0x82},
      {0xED, 0xA0, 0x80},
      {0xF0, 0x80, 0x80, 0x80},
      {0xF4, 0x90, 0x80, 0x80},
      {0xF5, 0x80, 0x80, 0x80}
    };
    for (int[] sequence : wrong) {
      byte[] json = new byte[sequence.length + 2];
      json[0] = '"';
      json[json.length - 1] = '"';
      for (int i = 0; i < sequence.length; i++) {
        json[i + 1] = (byte) sequence[i];
      }
      assertThatThrownBy(() -> tokens(json))
          .isInstanceOf(MalformedMessageException.class)
          .hasMessageContaining("invalid UTF-8 at byte 1");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"\\ud83d\"",
        "\"\\ude00\"",
        "\"\\ud83dx\"",
        "\"\\ud83d\\u0041\"",
        "\"\\ud83d\\n\""
      })
  void refusesHalfOfASurrogatePair(String json) throws IOException {
    read(json);
    reader.nextToken();
    assertThatThrownBy(() -> reader.writeText(new RowWriter()))
        .isInstanceOf(CharacterCodingException.class);
    assertThatThrownBy(reader::getText).hasMessageContaining("unpaired surrogate");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          [1,]         | 3
          [1 2]        | 3
          [1,07]       | 3
          [1,-]        | 4
          [1,"a\tb"]   | 5
          ["a\\x"]      | 3
          ["a\\u12"]    | 5
          [tru]        | 1
          """)
  void tellsWhereInTheMessageItIsWrong(String json, int at) {
    assertThatThrownBy(() -> tokens(json.getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(MalformedMessageException.class)
        .hasMessageEndingWith(" at byte " + at);
  }

  @Test
  void refusesWhatIsNestedTooDeep() {
    assertThatThrownBy(() -> tokens("[".repeat(100_000).getBytes(StandardCharsets.UTF_8)))
        .hasMessageContaining("nested more than");
  }

  @Test
  void skipsAsFarAsTheStructureGoesAndReturnsIt() throws IOException {
    read("{\"a\":{\"b\":[1,\"]}\"]},\"c\":2}y");
    reader.nextToken();
    assertThat(reader.nextFieldName()).isEqualTo("a");
    reader.nextToken();
    assertThat(reader.readStructure()).asString().isEqualTo("{\"b\":[1,\"]}\"]}");
    assertThat(reader.nextFieldName()).isEqualTo("c");
    assertThat(reader.nextToken()).isEqualTo(JsonToken.VALUE_NUMBER_INT);
    assertThat(reader.nextToken()).isEqualTo(JsonToken.END_OBJECT);
    assertThatThrownBy(reader::nextToken).hasMessageContaining("expected the end and found 'y'");
  }

  @Test
  void keepsOnlySoManyNames() throws IOException {
    for (int i = 0; i < 5_000; i++) {
      String name = "name" + i + "x".repeat(i % 300);
      read("{\"" + name + "\":1}");
      reader.nextToken();
      assertThat(reader.nextFieldName()).isEqualTo(name);
    }
  }

  /** Names in any order, so that those that are foreseen are often wrong. */
  @Test
  void readsRandomDocumentsAsJackson() throws IOException {
    Random random = new Random(20261128);
    for (int i = 0; i < 20_000; i++) {
      StringBuilder json = new StringBuilder();
      document(random, 0, json);
      byte[] bytes = json.toString().getBytes(StandardCharsets.UTF_8);
      assertThat(tokens(bytes)).as(json.toString()).isEqualTo(jacksonsTokens(bytes));
    }
  }

  /** What Jackson refuses is refused; that it is stricter about UTF-8 is told apart. */
  @Test
  void refusesDamagedDocumentsAsJackson() throws IOException {
    Random random = new Random(20261129);
    for (int i = 0; i < 50_000; i++) {
      StringBuilder json = new StringBuilder();
      document(random, 0, json);
      byte[] bytes = json.toString().getBytes(StandardCharsets.UTF_8);
      bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(7));
      List<String> expected = outcome(() -> jacksonsTokens(bytes));
      List<String> read = outcome(() -> tokens(bytes));
      if (expected == null || read != null) {
        assertThat(read).as(new String(bytes, StandardCharsets.UTF_8)).isEqualTo(expected);
      }
    }
  }

  /** Of which the rest lies behind the end, as other messages do. */
  @Test
  void refusesDocumentsThatAreCutOffAsJackson() throws IOException {
    Random random = new Random(20261130);
    for (int i = 0; i < 50_000; i++) {
      StringBuilder json = new StringBuilder();
      document(random, 0, json);
      byte[] whole = json.toString().getBytes(StandardCharsets.UTF_8);
      byte[] cut = Arrays.copyOf(whole, 1 + random.nextInt(whole.length));
      List<String> expected = outcome(() -> jacksonsTokens(cut));
      List<String> read = outcome(() -> tokens(new MessageBytes(whole, 0, cut.length)));
      assertThat(read).as(new String(cut, StandardCharsets.UTF_8)).isEqualTo(expected);
    }
  }

  private interface Tokens {
    List<String> read() throws IOException;
  }

  private static List<String> outcome(Tokens tokens) {
    try {
      return tokens.read();
    } catch (IOException e) {
      return null;
    }
  }

  private static void document(Random random, int depth, StringBuilder json) {
    String[] texts = {"", "id", "name", "a\\u00e9\\n", "Анна", "x".repeat(20), "before", "after"};
    switch (random.nextInt(depth > 3 ? 4 : 6)) {
      case 0 -> json.append(random.nextLong() >> random.nextInt(64));
      case 1 ->
          json.append(
              Double.toString(random.nextGaussian() * Math.pow(10, random.nextInt(40) - 20)));
      case 2 -> json.append(new String[] {"true", "false", "null"}[random.nextInt(3)]);
      case 3 -> json.append('"').append(texts[random.nextInt(texts.length)]).append('"');
      default -> {
        boolean object = random.nextBoolean();
        json.append(object ? "{" : "[");
        for (int i = random.nextInt(5); i > 0; i--) {
          if (object) {
            json.append('"').append(texts[random.nextInt(texts.length)]).append("\": ");
          }
          document(random, depth + 1, json);
          json.append(i > 1 ? " ," : "");
        }
        json.append(object ? "}" : "]");
      }
    }
  }

  private void read(String json) {
    read(json.getBytes(StandardCharsets.UTF_8));
  }

  private void read(byte[] json) {
    read(EmbeddedBytes.message(json));
  }

  private void read(MessageBytes message) {
    reader.reset(message, message.start());
  }

  private List<String> tokens(byte[] json) throws IOException {
    return tokens(EmbeddedBytes.message(json));
  }

  private List<String> tokens(MessageBytes json) throws IOException {
    List<String> tokens = new ArrayList<>();
    read(json);
    int depth = 0;
    do {
      JsonToken token = reader.nextToken();
      depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
      tokens.add(
          switch (token) {
            case VALUE_STRING -> token + written();
            case FIELD_NAME -> token + reader.getText();
            case VALUE_NUMBER_INT ->
                token + (reader.isLong() ? "" + reader.getLongValue() : "big") + reader.getText();
            case VALUE_NUMBER_FLOAT ->
                token + reader.getText() + Double.doubleToLongBits(reader.getDoubleValue());
            default -> token.toString();
          });
    } while (depth > 0);
    assertThat(reader.nextToken()).isNull(); // or refused, as more than one value
    return tokens;
  }

  private String written() throws IOException {
    RowWriter out = new RowWriter();
    reader.writeText(out);
    RowReader row = new RowReader();
    row.reset(out.toByteArray());
    String text = row.readText();
    assertThat(reader.getText()).isEqualTo(text);
    return text;
  }

  private static List<String> jacksonsTokens(byte[] json) throws IOException {
    List<String> tokens = new ArrayList<>();
    try (JsonParser parser = Jackson.FACTORY.createParser(json)) {
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        tokens.add(
            switch (token) {
              case VALUE_STRING, FIELD_NAME -> token + parser.getText();
              case VALUE_NUMBER_INT ->
                  token
                      + (parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER
                          ? "big"
                          : "" + parser.getLongValue())
                      + parser.getText();
              case VALUE_NUMBER_FLOAT ->
                  token
                      + parser.getText()
                      + Double.doubleToLongBits(Double.parseDouble(parser.getText()));
              default -> token.toString();
            });
      }
    }
    return tokens;
  }
}
