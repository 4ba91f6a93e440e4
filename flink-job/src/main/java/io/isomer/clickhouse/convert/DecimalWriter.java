package io.isomer.clickhouse.convert;

import io.isomer.clickhouse.rowbinary.RowBinaryBuffer;
import io.isomer.targetformat.type.TargetType;
import java.math.BigDecimal;
import java.math.BigInteger;

/**
 * Decimal digits as {@code Decimal(P, S)}, exactly: a digit that the type has no place for is
 * refused, never rounded.
 */
public final class DecimalWriter implements TextWriter {

  private static final int MAX_LONG_DIGITS = 18;
  private static final long[] POWERS = new long[MAX_LONG_DIGITS + 1];

  static {
    POWERS[0] = 1;
    for (int i = 1; i <= MAX_LONG_DIGITS; i++) {
      POWERS[i] = 10 * POWERS[i - 1];
    }
  }

  private final TargetType type;
  private final BigInteger limit;

  DecimalWriter(TargetType type) {
    this.type = type;
    this.limit = BigInteger.TEN.pow(type.precision());
  }

  static long powerOfTen(int exponent) {
    return POWERS[exponent];
  }

  @Override
  public void write(byte[] bytes, int offset, int count, RowBinaryBuffer out) {
    int at = offset;
    int end = offset + count;
    boolean negative = count > 0 && bytes[at] == '-';
    if (negative) {
      at++;
    }
    long digits = 0;
    int point = -1;
    // as many digits as a long holds: more of them, exponents and words go the long way
    for (int start = at; at < end; at++) {
      int digit = bytes[at] - '0';
      if (digit >= 0 && digit <= 9 && at - start <= MAX_LONG_DIGITS - 1) {
        digits = 10 * digits + digit;
      } else if (bytes[at] == '.' && point < 0 && at > start) {
        point = at;
      } else {
        writeExactly(bytes, offset, count, out);
        return;
      }
    }
    int fraction = point < 0 ? 0 : end - point - 1;
    int missing = type.scale() - fraction;
    int whole = count - fraction;
    if (whole <= (negative ? 1 : 0) // no digit at all
        || missing < 0
        || whole + type.scale() > Math.min(MAX_LONG_DIGITS, type.precision())) {
      writeExactly(bytes, offset, count, out);
      return;
    }
    long unscaled = digits * POWERS[missing];
    writeLong(negative ? -unscaled : unscaled, out);
  }

  private void writeExactly(byte[] bytes, int offset, int count, RowBinaryBuffer out) {
    String text = TextWriter.text(bytes, offset, count);
    BigDecimal value;
    try {
      value = new BigDecimal(text);
    } catch (NumberFormatException e) {
      throw new UnfitValueException(text, type + " holds numbers only, no NaN and no infinity");
    }
    write(value, text, out);
  }

  /** Writes a whole number. */
  void write(long value, RowBinaryBuffer out) {
    write(BigDecimal.valueOf(value), Long.toString(value), out);
  }

  private void write(BigDecimal value, String text, RowBinaryBuffer out) {
    if (value.signum() != 0 && (long) value.precision() - value.scale() > type.precision()) {
      throw overflow(text); // before an exponent of millions becomes as many digits
    }
    BigDecimal stripped = value.stripTrailingZeros();
    if (stripped.scale() > type.scale()) {
      throw new UnfitValueException(
          text, type + " has " + type.scale() + " digits after the point, the value has more");
    }
    BigInteger unscaled = stripped.setScale(type.scale()).unscaledValue();
    if (unscaled.abs().compareTo(limit) >= 0) {
      throw overflow(text);
    }
    if (type.size() <= 8) {
      writeLong(unscaled.longValueExact(), out);
    } else {
      for (int i = 0; i < type.size() / 8; i++) {
        out.writeLong(unscaled.shiftRight(64 * i).longValue());
      }
    }
  }

  private void writeLong(long unscaled, RowBinaryBuffer out) {
    if (type.size() == 4) {
      out.writeInt((int) unscaled);
    } else {
      out.writeExtended(unscaled, type.size() / 8);
    }
  }

  private UnfitValueException overflow(String text) {
    return new UnfitValueException(
        text, type + " has " + type.precision() + " digits in all, the value has too many");
  }
}
