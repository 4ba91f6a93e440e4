package io.isomer.stack.cli;

/** How a result is printed. */
enum ResultFormat {
  TABLE,
  CSV,
  JSON
}
