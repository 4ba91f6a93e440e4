package io.isomer.verify.database;

/** A table that cannot be compared; the message says why, and what to do. */
public final class UncomparableException extends RuntimeException {

  private static final long serialVersionUID = 1;

  public UncomparableException(String message) {
    super(message);
  }
}
