package io.isomer.control.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.isomer.control.deadletter.DeadLetter;
import io.isomer.control.stack.StackOption;
import io.isomer.control.terminal.Terminal;
import io.isomer.control.terminal.TextTable;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.kafka.common.header.Header;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Shows one dead letter. */
@Command(
    name = "show",
    description = "Shows a dead letter's headers, key and value.",
    mixinStandardHelpOptions = true)
final class DeadLettersShowCommand implements Callable<Integer> {

  /** Keeps every digit of a number, and refuses what a message may not be either. */
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .enable(SerializationFeature.INDENT_OUTPUT)
          .build();

  @Mixin private StackOption stack;
  @Mixin private DeadLettersOption deadLetters;

  @Parameters(paramLabel = "NUMBER", description = "as 'isomer dead-letters list' tells it")
  private long number;

  @Override
  public Integer call() throws Exception {
    List<DeadLetter> letters = deadLetters.topic(stack).read();
    print(DeadLettersOption.numbered(letters, List.of(number)).get(0), System.out);
    return 0;
  }

  static void print(DeadLetter letter, PrintStream out) {
    TextTable headers = new TextTable();
    for (Header header : letter.headers()) {
      headers.row(header.key(), readable(header.value()));
    }
    out.println(Terminal.bold("headers"));
    headers.lines().forEach(line -> out.println("  " + line));
    out.println(Terminal.bold("key"));
    out.println(readable(letter.message().key()));
    out.println(Terminal.bold("value"));
    out.println(readable(letter.message().value()));
  }

  /** JSON indented, other text as it is, and what is no text as hexadecimal digits. */
  static String readable(byte[] bytes) {
    if (bytes == null) {
      return "null";
    }
    String text;
    try {
      text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) { // no text: shown as what it is
      return HexFormat.ofDelimiter(" ").formatHex(bytes);
    }
    try {
      JsonNode node = JSON.readTree(text);
      return node.isContainerNode() ? JSON.writeValueAsString(node) : text;
    } catch (JsonProcessingException e) { // no JSON: shown as what it is
      return text;
    }
  }
}
