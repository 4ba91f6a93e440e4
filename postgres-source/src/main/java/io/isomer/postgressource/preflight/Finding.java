package io.isomer.postgressource.preflight;

/**
 * Something that keeps a copy from being identical, now or later.
 *
 * @param severity how bad it is
 * @param subject the table, setting or part that it is about
 * @param message what is wrong, and what to do
 */
public record Finding(Severity severity, String subject, String message) {

  /** How bad it is. */
  public enum Severity {
    /** Replication does not start, or stops, or is wrong. */
    ERROR,
    /** Some values or operations are at risk. */
    WARNING
  }

  static Finding error(String subject, String message) {
    return new Finding(Severity.ERROR, subject, message);
  }

  static Finding warning(String subject, String message) {
    return new Finding(Severity.WARNING, subject, message);
  }
}
