package io.isomer.clickhouse.convert;

import io.isomer.clickhouse.rowbinary.RowBinaryBuffer;
import java.nio.charset.StandardCharsets;

/** Writes values that come as UTF-8, or as raw bytes, as one target type. */
@FunctionalInterface
public interface TextWriter {

  /**
   * @throws UnfitValueException when the type cannot hold the text
   */
  void write(byte[] bytes, int offset, int count, RowBinaryBuffer out);

  /** The text as Java has it. */
  static String text(byte[] bytes, int offset, int count) {
    return new String(bytes, offset, count, StandardCharsets.UTF_8);
  }
}
