package io.isomer.stack.cli;

/** Something the person at the command line can put right; the message says how. */
final class CliException extends RuntimeException {

  private static final long serialVersionUID = 1;

  CliException(String message) {
    super(message);
  }

  CliException(String message, Throwable cause) {
    super(message, cause);
  }
}
