package io.isomer.control.demo;

/**
 * What the demo shows of a row.
 *
 * @param value null where the row has NULL
 */
record CurrencyRow(String code, Double value) {

  @Override
  public String toString() {
    return code + " " + (value == null ? "NULL" : value);
  }
}
