package io.isomer.postgressource.preflight;

/** Says why a column of some type does not arrive. */
public final class UnreplicatedTypeException extends Exception {

  private static final long serialVersionUID = 1L;

  private final boolean leftOut;

  private UnreplicatedTypeException(String message, boolean leftOut) {
    super(message);
    this.leftOut = leftOut;
  }

  /** Debezium's messages do not have columns of the type: the other columns arrive. */
  static UnreplicatedTypeException leftOut(String type) {
    return new UnreplicatedTypeException("Debezium leaves out columns of type " + type, true);
  }

  /** The job refuses messages that have a column of the type. */
  static UnreplicatedTypeException refused(String type, String reason) {
    String because = reason.isEmpty() ? "" : ": " + reason;
    return new UnreplicatedTypeException(
        "columns of type "
            + type
            + " are not replicated"
            + because
            + "; leave it out with Debezium's column.exclude.list",
        false);
  }

  /** Whether the table's other columns arrive all the same. */
  public boolean leftOut() {
    return leftOut;
  }
}
