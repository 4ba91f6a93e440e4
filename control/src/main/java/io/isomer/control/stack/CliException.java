package io.isomer.control.stack;

/** Something the person at the command line can put right; the message says how. */
public final class CliException extends RuntimeException {

  private static final long serialVersionUID = 1;

  public CliException(String message) {
    super(message);
  }

  public CliException(String message, Throwable cause) {
    super(message, cause);
  }
}
