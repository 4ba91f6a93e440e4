package io.isomer.debezium.schema;

import io.isomer.debezium.json.MalformedMessageException;
import io.isomer.debezium.json.Quote;

/** Checks the names that messages bring along. */
public final class Names {

  private Names() {}

  /**
   * @throws MalformedMessageException for a name that PostgreSQL cannot have and that ClickHouse's
   *     SQL cannot say
   */
  public static void check(String name) throws MalformedMessageException {
    if (name.isEmpty() || name.indexOf('\0') >= 0) {
      throw new MalformedMessageException(
          "the name "
              + Quote.value(name.replace("\0", "\\u0000"))
              + " is empty or has the character NUL");
    }
  }
}
