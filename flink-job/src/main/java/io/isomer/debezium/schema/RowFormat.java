package io.isomer.debezium.schema;

import io.isomer.changelog.RowWriter;
import io.isomer.debezium.json.JsonReader;
import java.io.IOException;

/** How the rows of a message are read: by its schema part, or by the names they bring along. */
public interface RowFormat {

  /** The shape of a message that has no row. */
  RowDecoder withoutRow();

  /**
   * Reads the object that the parser stands at the start of.
   *
   * @return the row's shape
   */
  RowDecoder read(JsonReader parser, RowWriter out) throws IOException;

  /**
   * Skips the value that the parser stands at the start of.
   *
   * @return the row's shape; {@link #withoutRow} where the value is no object
   */
  RowDecoder skip(JsonReader parser) throws IOException;
}
