package io.isomer.debezium.value;

import com.fasterxml.jackson.core.JsonToken;
import io.isomer.changelog.RowWriter;
import io.isomer.debezium.json.JsonChecks;
import io.isomer.debezium.json.JsonReader;
import io.isomer.debezium.json.MalformedMessageException;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Decodes Debezium's SparseDoubleVector, {@code {"dimensions":5,"vector":[[1,0.5],[3,2.0]]}}, to
 * the text of pgvector's {@code sparsevec}: <code>{1:0.5,3:2}/5</code>.
 */
public final class SparseVectorDecoder {

  private SparseVectorDecoder() {}

  public static void sparseVector(JsonReader parser, RowWriter out) throws IOException {
    JsonChecks.expect(parser, JsonToken.START_OBJECT);
    Map<Long, String> elements = new TreeMap<>();
    long dimensions = -1;
    for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
      parser.nextToken();
      switch (name) {
        case "dimensions" -> dimensions = ValueDecoders.int64(parser);
        case "vector" -> elements(parser, elements);
        default -> throw new MalformedMessageException("a sparse vector has the field " + name);
      }
    }
    if (dimensions < 0) {
      throw new MalformedMessageException("a sparse vector lacks its dimensions");
    }
    out.writeMark(RowWriter.VALUE);
    out.writeText(
        elements.entrySet().stream()
            .map(element -> element.getKey() + ":" + element.getValue())
            .collect(Collectors.joining(",", "{", "}/" + dimensions)));
  }

  /** Kafka Connect's converter writes a map as an array of pairs when its keys are not texts. */
  private static void elements(JsonReader parser, Map<Long, String> elements) throws IOException {
    JsonChecks.expect(parser, JsonToken.START_ARRAY);
    while (parser.nextToken() == JsonToken.START_ARRAY) {
      parser.nextToken();
      long index = ValueDecoders.int64(parser);
      if (!parser.nextToken().isNumeric()) {
        throw JsonChecks.unexpected("a number", parser);
      }
      BigDecimal value = new BigDecimal(parser.getText()).stripTrailingZeros();
      elements.put(index, value.toPlainString());
      parser.nextToken();
      JsonChecks.expect(parser, JsonToken.END_ARRAY);
    }
    JsonChecks.expect(parser, JsonToken.END_ARRAY);
  }
}
