package io.isomer.clickhouse.convert;

/**
 * Thrown by a converter. The encoder wraps it in an {@link InvalidValueException}, which names
 * table, column and message.
 */
public final class UnfitValueException extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final String value;

  /**
   * @param value as text
   * @param reason why the column cannot hold it, and what to do if there is something to do
   */
  public UnfitValueException(String value, String reason) {
    super(reason);
    this.value = value;
  }

  public String value() {
    return value;
  }
}
