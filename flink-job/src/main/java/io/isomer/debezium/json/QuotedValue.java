package io.isomer.debezium.json;

/** Quotes values in error messages. */
public final class QuotedValue {

  private static final int MAX_LENGTH = 100;

  private QuotedValue() {}

  /** The value in quotation marks, truncated if it is long. */
  public static String of(String text) {
    return text.length() <= MAX_LENGTH
        ? '"' + text + '"'
        : '"' + text.substring(0, MAX_LENGTH) + "…\" (" + text.length() + " characters)";
  }
}
