package io.isomer.clickhouse.convert;

import io.isomer.clickhouse.rowbinary.RowBinaryBuffer;

/** Floating-point numbers as {@code Float32} and {@code Float64}; NaN and infinities included. */
public final class FloatWriters {

  private FloatWriters() {}

  static void float32(float value, RowBinaryBuffer out) {
    out.writeInt(Float.floatToRawIntBits(value));
  }

  static void float64(double value, RowBinaryBuffer out) {
    out.writeLong(Double.doubleToRawLongBits(value));
  }

  /** Refuses a double that is no float. */
  static void exactFloat32(double value, RowBinaryBuffer out) {
    float narrow = (float) value;
    if (narrow != value && !Double.isNaN(value)) {
      throw new UnfitValueException(
          Double.toString(value), "Float32 would round it; use Float64 for a double precision");
    }
    float32(narrow, out);
  }
}
