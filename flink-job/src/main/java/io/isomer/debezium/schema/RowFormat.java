package io.isomer.debezium.schema;

import io.isomer.changelog.RowWriter;
import io.isomer.debezium.json.JsonReader;
import java.io.IOException;

/** Decodes the rows of a message: by its schema part, or by the names in the row. */
public interface RowFormat {

  /** The shape for a message without row. */
  RowDecoder withoutRow();

  /**
   * Reads the object at the parser's position.
   *
   * @return the shape of the row
   */
  RowDecoder read(JsonReader parser, RowWriter out) throws IOException;

  /**
   * Skips the value at the parser's position.
   *
   * @return the shape of the row; {@link #withoutRow} when the value is not an object
   */
  RowDecoder skip(JsonReader parser) throws IOException;
}
