package io.isomer.debezium.json;

import java.io.IOException;
import java.util.Optional;

/** A message that is not a Debezium message, or that contradicts its schema part. */
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

  /** The same error, with the name of the column. */
  public static MalformedMessageException inColumn(String column, MalformedMessageException cause) {
    return new MalformedMessageException("column " + column, column, cause);
  }

  /** The same error, with the message's {@code topic-partition@offset}. */
  public static MalformedMessageException at(String place, MalformedMessageException cause) {
    return new MalformedMessageException(place, cause.column, cause);
  }

  /** The column with the invalid value; empty when the error is not about a single column. */
  public Optional<String> column() {
    return Optional.ofNullable(column);
  }
}
