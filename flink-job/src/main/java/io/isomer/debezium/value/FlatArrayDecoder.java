package io.isomer.debezium.value;

import io.isomer.changelog.RowWriter;
import io.isomer.debezium.json.JsonReader;
import io.isomer.debezium.json.MalformedMessageException;
import java.io.IOException;

/**
 * Refuses what an array with several dimensions looks like: the connector sends one NULL for each
 * of its inner arrays. An array with nothing but NULLs cannot be told from it.
 */
public record FlatArrayDecoder(ArrayDecoder array) implements ValueDecoder {

  @Override
  public void decode(JsonReader parser, RowWriter out) throws IOException {
    if (array.decodeElements(parser, out) == ArrayDecoder.ONLY_NULLS) {
      throw new MalformedMessageException(
          "the array holds nothing but NULL, which is how Debezium sends an array with several"
              + " dimensions; it cannot be told from {NULL}");
    }
  }
}
