package io.isomer.debezium;

/** Checks the names that messages bring along. */
final class Names {

  private Names() {}

  /**
   * @throws MalformedMessageException for a name that PostgreSQL cannot have and that ClickHouse's
   *     SQL cannot say
   */
  static void check(String name) throws MalformedMessageException {
    if (name.isEmpty() || name.indexOf('\0') >= 0) {
      throw new MalformedMessageException(
          "the name "
              + Quote.value(name.replace("\0", "\\u0000"))
              + " is empty or has the character NUL");
    }
  }
}
