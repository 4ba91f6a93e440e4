package io.isomer.clickhouse.convert;

import java.sql.SQLException;

/**
 * A value that its column cannot hold. It says which table, column and value, why, and where the
 * message is. Writing it again would fail again.
 */
public final class InvalidValueException extends SQLException {

  private static final long serialVersionUID = 1;
  private static final int MAX_SHOWN_CHARACTERS = 200;

  private final String column;

  public InvalidValueException(
      String table, String column, UnfitValueException cause, String place) {
    super(
        "column %s of %s cannot hold %s: %s (message %s)"
            .formatted(column, table, shown(cause.value()), cause.getMessage(), place));
    this.column = column;
  }

  /** The column's name. */
  public String column() {
    return column;
  }

  private static String shown(String value) {
    return value.length() <= MAX_SHOWN_CHARACTERS
        ? value
        : value.substring(0, MAX_SHOWN_CHARACTERS) + "… (" + value.length() + " characters)";
  }
}
