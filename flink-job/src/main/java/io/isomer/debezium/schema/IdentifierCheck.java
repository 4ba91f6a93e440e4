package io.isomer.debezium.schema;

import io.isomer.debezium.json.MalformedMessageException;
import io.isomer.debezium.json.QuotedValue;

/** Checks the names of tables and columns in messages. */
public final class IdentifierCheck {

  private IdentifierCheck() {}

  /**
   * @throws MalformedMessageException for a name that PostgreSQL does not allow and ClickHouse SQL
   *     cannot express
   */
  public static void check(String name) throws MalformedMessageException {
    if (name.isEmpty() || name.indexOf('\0') >= 0) {
      throw new MalformedMessageException(
          "the name "
              + QuotedValue.of(name.replace("\0", "\\u0000"))
              + " is empty or contains the character NUL");
    }
  }
}
