package io.isomer.debezium.json;

/** Values as messages quote them. */
public final class Quote {

  private static final int MAX_LENGTH = 100;

  private Quote() {}

  /** The value in quotation marks, cut where it is long. */
  public static String value(String text) {
    return text.length() <= MAX_LENGTH
        ? '"' + text + '"'
        : '"' + text.substring(0, MAX_LENGTH) + "…\" (" + text.length() + " characters)";
  }
}
