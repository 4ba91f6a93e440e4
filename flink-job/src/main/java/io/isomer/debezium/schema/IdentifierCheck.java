package io.isomer.debezium.schema;

import io.isomer.debezium.json.MalformedMessageException;
import io.isomer.debezium.json.QuotedValue;

/** Checks the names that messages bring along. */
public final class IdentifierCheck {

  private IdentifierCheck() {}

  /**
   * @throws MalformedMessageException for a name that PostgreSQL cannot have and that ClickHouse's
   *     SQL cannot say
   */
  public static void check(String name) throws MalformedMessageException {
    if (name.isEmpty() || name.indexOf('\0') >= 0) {
      throw new MalformedMessageException(
          "the name "
              + QuotedValue.of(name.replace("\0", "\\u0000"))
              + " is empty or has the character NUL");
    }
  }
}
