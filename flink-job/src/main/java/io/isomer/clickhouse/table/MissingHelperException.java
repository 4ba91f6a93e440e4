package io.isomer.clickhouse.table;

import io.isomer.targetformat.SystemTable;

/** A table is missing that all targets of a database share: no table can be written without it. */
public final class MissingHelperException extends UnfitTableException {

  private static final long serialVersionUID = 1;

  public MissingHelperException(SystemTable missing) {
    super(missing.missingMessage());
  }
}
