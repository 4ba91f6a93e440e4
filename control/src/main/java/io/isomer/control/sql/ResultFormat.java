package io.isomer.control.sql;

/** How a result is printed. */
public enum ResultFormat {
  TABLE,
  CSV,
  JSON
}
