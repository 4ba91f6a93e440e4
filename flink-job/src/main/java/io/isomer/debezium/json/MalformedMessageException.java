package io.isomer.debezium.json;

import java.io.IOException;
import java.util.Optional;

/** A message that is no Debezium message, or holds what its schema part does not announce. */
public final class MalformedMessageException extends IOException {

  private static final long serialVersionUID = 1;

  private final String column;

  public MalformedMessageException(String message) {
    this(message, null);
  }

  public MalformedMessageException(String message, Throwable cause) {
    super(message, cause);
    this.column = null;
  }

  private MalformedMessageException(
      String context, String column, MalformedMessageException cause) {
    super(context + ": " + cause.getMessage(), cause);
    this.column = column;
  }

  /** The same about a column's value. */
  public static MalformedMessageException inColumn(String column, MalformedMessageException cause) {
    return new MalformedMessageException("column " + column, column, cause);
  }

  /** The same about a message's place, {@code topic-partition@offset}. */
  public static MalformedMessageException at(String place, MalformedMessageException cause) {
    return new MalformedMessageException(place, cause.column, cause);
  }

  /** The column that holds the unexpected value; empty when it is not one column's value. */
  public Optional<String> column() {
    return Optional.ofNullable(column);
  }
}
