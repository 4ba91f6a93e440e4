package io.isomer.clickhouse.table;

import io.isomer.clickhouse.client.RetryableError;
import java.sql.SQLException;
import java.util.Set;

/** Tells that a table has been altered since it was looked up, by another writer or by a person. */
public final class OutdatedTable {

  private static final int NO_SUCH_COLUMN_IN_TABLE = 16;
  private static final int UNKNOWN_IDENTIFIER = 47;
  private static final int INCORRECT_DATA = 117;

  private static final Set<Integer> CODES =
      Set.of(NO_SUCH_COLUMN_IN_TABLE, UNKNOWN_IDENTIFIER, INCORRECT_DATA);

  private OutdatedTable() {}

  /** Whether looking the table up anew may help. */
  public static boolean isReasonOf(SQLException failure) {
    return !(failure instanceof UnfitTableException)
        && CODES.contains(RetryableError.code(failure));
  }

  public static SQLException typesOf(TargetTable table) {
    return new SQLException("the types of " + table + " have changed", null, INCORRECT_DATA);
  }
}
