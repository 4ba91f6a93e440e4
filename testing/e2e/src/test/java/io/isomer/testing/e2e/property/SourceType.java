package io.isomer.testing.e2e.property;

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
record SourceType(
    String sql,
    Values values,
    String widened,
    boolean inKey,
    boolean nullable,
    boolean recoversToast,
    boolean sendsDefault) {

  static SourceType of(String sql, Values values) {
    return new SourceType(sql, values, null, false, true, true, true);
  }

  SourceType widensTo(String type) {
    return new SourceType(sql, values, type, inKey, nullable, recoversToast, sendsDefault);
  }

  SourceType alsoInKeys() {
    return new SourceType(sql, values, widened, true, nullable, recoversToast, sendsDefault);
  }

  SourceType neverNull() {
    return new SourceType(sql, values, widened, inKey, false, recoversToast, sendsDefault);
  }

  SourceType losingToast() {
    return new SourceType(sql, values, widened, inKey, nullable, false, sendsDefault);
  }

  SourceType keepingDefault() {
    return new SourceType(sql, values, widened, inKey, nullable, recoversToast, false);
  }
}
