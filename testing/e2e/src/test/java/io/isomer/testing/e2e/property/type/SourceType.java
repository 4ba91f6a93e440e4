package io.isomer.testing.e2e.property.type;

/**
 * A type that columns may have.
 *
 * @param sql as CREATE TABLE has it
 * @param widened the type that a column of it may be altered to; null when there is none
 * @param inKey whether primary keys of it are made
 * @param nullable false for what ClickHouse has no Nullable type for
 * @param recoversToast false where Debezium sends NULL for an unchanged large value, so that only
 *     REPLICA IDENTITY FULL can keep it
 * @param sendsDefault whether the DEFAULT of an added column reaches the rows from before it
 */
public record SourceType(
    String sql,
    Values values,
    String widened,
    boolean inKey,
    boolean nullable,
    boolean recoversToast,
    boolean sendsDefault) {

  public static SourceType of(String sql, Values values) {
    return new SourceType(sql, values, null, false, true, true, true);
  }

  public SourceType widensTo(String type) {
    return new SourceType(sql, values, type, inKey, nullable, recoversToast, sendsDefault);
  }

  public SourceType alsoInKeys() {
    return new SourceType(sql, values, widened, true, nullable, recoversToast, sendsDefault);
  }

  public SourceType neverNull() {
    return new SourceType(sql, values, widened, inKey, false, recoversToast, sendsDefault);
  }

  public SourceType losingToast() {
    return new SourceType(sql, values, widened, inKey, nullable, false, sendsDefault);
  }

  public SourceType keepingDefault() {
    return new SourceType(sql, values, widened, inKey, nullable, recoversToast, false);
  }
}
