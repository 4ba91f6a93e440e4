package io.isomer.clickhouse;

/** A table is missing that all targets of a database share: no table can go on without it. */
public final class MissingHelperException extends UnfitTableException {

  private static final long serialVersionUID = 1;

  MissingHelperException(SystemTable missing) {
    super(missing.missingMessage());
  }
}
