package io.isomer.clickhouse.table;

import java.sql.SQLException;

/** A target table that is missing or not made for its source table; says what to do about it. */
public sealed class UnfitTableException extends SQLException permits MissingHelperException {

  private static final long serialVersionUID = 1;

  public UnfitTableException(String message) {
    super(message);
  }
}
