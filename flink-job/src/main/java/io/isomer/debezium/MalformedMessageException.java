package io.isomer.debezium;

import java.io.IOException;

/** A message that is no Debezium message, or holds what its schema part does not announce. */
public final class MalformedMessageException extends IOException {

  private static final long serialVersionUID = 1;

  MalformedMessageException(String message) {
    super(message);
  }

  MalformedMessageException(String message, Throwable cause) {
    super(message, cause);
  }
}
