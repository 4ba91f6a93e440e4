package io.isomer.clickhouse.client;

import java.sql.SQLException;

/**
 * Identifies errors by which ClickHouse rejects the name of a table or view for its length. The
 * limit depends on the server, its version and the database: a name becomes part of several files'
 * names.
 */
public final class NameTooLong {

  /** ARGUMENT_OUT_OF_BOUND, which newer servers say before they touch a file. */
  private static final int OUT_OF_BOUND = 69;

  private static final String TABLE_NAME = "length of table name";

  /** What the operating system says (ENAMETOOLONG), in errors of several codes. */
  private static final String FILE_NAME = "File name too long";

  private NameTooLong() {}

  /** Whether a CREATE has failed for this. */
  public static boolean isReasonOf(SQLException e) {
    String message = String.valueOf(e.getMessage());
    return message.contains(FILE_NAME)
        || RetryableError.code(e) == OUT_OF_BOUND && message.contains(TABLE_NAME);
  }
}
