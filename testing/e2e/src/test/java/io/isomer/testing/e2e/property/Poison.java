package io.isomer.testing.e2e.property;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.Optional;

/**
 * A message that was damaged.
 *
 * @param id the key of the row that it was of, which no other message is of
 * @param how it was damaged
 */
record Poison(long id, String how, byte[] key, byte[] value) {

  /** Knows nothing of Debezium: what is no JSON, or says something twice, is no message. */
  static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .build();

  /** The row that the message says, where a plain parser finds one in it. */
  Optional<JsonNode> says() {
    try {
      JsonNode after = JSON.readTree(value).path("payload").path("after");
      return after.isObject() ? Optional.of(after) : Optional.empty();
    } catch (IOException e) { // then it must be a dead letter
      return Optional.empty();
    }
  }

  /** Whether a stored row is the one that the message says, value by value and type by type. */
  boolean isRow(JsonNode stored) {
    return says()
        .filter(
            said ->
                said.path("id").isIntegralNumber()
                    && said.get("id").asText().equals(stored.get("id").asText())
                    && same(said.path("name"), stored.get("name"))
                    && said.path("flag").equals(stored.get("flag"))
                    && said.path("tags").equals(stored.get("tags"))
                    && sameAmount(said.path("amount"), stored.get("amount"))
                    && sameTime(said.path("at"), stored.get("at")))
        .isPresent();
  }

  private static boolean sameAmount(JsonNode said, JsonNode stored) {
    return said.isTextual() && stored.isTextual()
        ? new BigDecimal(said.asText()).compareTo(new BigDecimal(stored.asText())) == 0
        : said.isNull() && stored.isNull();
  }

  private static boolean sameTime(JsonNode said, JsonNode stored) {
    return said.isIntegralNumber()
        ? said.asText().equals(stored.asText())
        : said.isNull() && stored.isNull();
  }

  private static boolean same(JsonNode said, JsonNode stored) {
    return (said.isTextual() || said.isNull()) && said.equals(stored);
  }
}
