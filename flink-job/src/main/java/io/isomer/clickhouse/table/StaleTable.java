package io.isomer.clickhouse.table;

import io.isomer.clickhouse.client.RetryableError;
import java.sql.SQLException;
import java.util.Set;

/**
 * Identifies errors of a table that another writer or a user has altered since its columns were
 * read.
 */
public final class StaleTable {

  private static final int NO_SUCH_COLUMN_IN_TABLE = 16;
  private static final int UNKNOWN_IDENTIFIER = 47;
  private static final int INCORRECT_DATA = 117;

  private static final Set<Integer> CODES =
      Set.of(NO_SUCH_COLUMN_IN_TABLE, UNKNOWN_IDENTIFIER, INCORRECT_DATA);

  private StaleTable() {}

  /** Whether reading the columns again may help. */
  public static boolean isReasonOf(SQLException failure) {
    return !(failure instanceof UnfitTableException)
        && CODES.contains(RetryableError.code(failure));
  }

  public static SQLException typesOf(TargetTable table) {
    return new SQLException("the types of " + table + " have changed", null, INCORRECT_DATA);
  }
}
