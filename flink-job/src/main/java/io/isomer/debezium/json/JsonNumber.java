package io.isomer.debezium.json;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Parses a JSON number: finds its end and computes its value in one pass. */
public final class JsonNumber {

  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  /** As many digits fit into a long, whichever they are; one more fits without its sign. */
  private static final int SAFE_DIGITS = 18;

  /** Integers up to here, and powers of ten up to the 22nd, are exact as double. */
  private static final long MAX_EXACT = 1L << 53;

  private static final double[] POWERS = new double[23];

  static {
    double power = 1;
    for (int i = 0; i < POWERS.length; i++) {
      POWERS[i] = power;
      power *= 10;
    }
  }

  private int start; // of the message; errors name positions relative to it
  private boolean negative;
  private boolean integer;
  private boolean fits;
  private long digits; // all of them as one integer; only where they are few enough
  private int count;
  private int exponent;

  /** Starts a message at the given position. */
  public void startMessage(int start) {
    this.start = start;
  }

  /** Reads the number at {@code from}, and returns the position after it. */
  public int read(byte[] bytes, int from, int end) throws MalformedMessageException {
    negative = bytes[from] == '-';
    digits = 0;
    exponent = 0;
    int first = negative ? from + 1 : from;
    int at = digits(bytes, first, end);
    if (bytes[first] == '0' && at > first + 1) {
      throw new MalformedMessageException(
          "not JSON: a number starts with 0 at byte " + (first - start));
    }
    count = at - first;
    integer = at >= end || bytes[at] != '.' && (bytes[at] | 0x20) != 'e';
    if (integer) {
      fits =
          count <= SAFE_DIGITS
              || count == SAFE_DIGITS + 1
                  && Long.compareUnsigned(digits, Long.MAX_VALUE + (negative ? 1 : 0)) <= 0;
      return at;
    }
    if (bytes[at] == '.') {
      int point = at;
      at = digits(bytes, point + 1, end);
      count += at - point - 1;
      exponent = point + 1 - at;
    }
    if (at < end && (bytes[at] | 0x20) == 'e') {
      at = exponent(bytes, at + 1, end);
    }
    return at;
  }

  /** Reads one or more digits and appends them to the value. */
  private int digits(byte[] bytes, int from, int end) throws MalformedMessageException {
    int at = from;
    while (at + Long.BYTES <= end) {
      long eight = (long) LONG.get(bytes, at);
      if (!areDigits(eight)) {
        break;
      }
      digits = 100_000_000 * digits + valueOf(eight);
      at += Long.BYTES;
    }
    while (at < end && bytes[at] >= '0' && bytes[at] <= '9') {
      digits = 10 * digits + bytes[at++] - '0';
    }
    if (at == from) {
      throw new MalformedMessageException(
          "not JSON: a number lacks digits at byte " + (at - start));
    }
    return at;
  }

  /** Whether all eight bytes are digits: the upper half of each is 3, also after adding 6. */
  private static boolean areDigits(long eight) {
    return (eight & 0xF0F0F0F0F0F0F0F0L) == 0x3030303030303030L
        && (eight + 0x0606060606060606L & 0xF0F0F0F0F0F0F0F0L) == 0x3030303030303030L;
  }

  /** The value of eight digits: pairs are combined into numbers, then pairs of these. */
  private static long valueOf(long eight) {
    long ones = eight & 0x0F0F0F0F0F0F0F0FL;
    long pairs = ones * 10 + (ones >>> 8) & 0x00FF00FF00FF00FFL;
    long fours = pairs * 100 + (pairs >>> 16) & 0x0000FFFF0000FFFFL;
    return fours * 10_000 + (fours >>> 32) & 0xFFFFFFFFL;
  }

  private int exponent(byte[] bytes, int from, int end) throws MalformedMessageException {
    boolean signed = from < end && (bytes[from] == '-' || bytes[from] == '+');
    long mantissa = digits;
    digits = 0;
    int first = signed ? from + 1 : from;
    int at = digits(bytes, first, end);
    if (at - first > 4) {
      count = Integer.MAX_VALUE; // left to Double.parseDouble
    } else {
      exponent += (int) (signed && bytes[from] == '-' ? -digits : digits);
    }
    digits = mantissa;
    return at;
  }

  /** Whether the number has neither decimal point nor exponent. */
  public boolean isInteger() {
    return integer;
  }

  /** Whether the integer fits into 64 bits. */
  public boolean isLong() {
    return fits;
  }

  public long longValue() {
    return negative ? -digits : digits;
  }

  /** The nearest double; infinite when the number is out of range. */
  double doubleValue(byte[] bytes, int from, int to) {
    if (count <= SAFE_DIGITS && digits <= MAX_EXACT && Math.abs(exponent) < POWERS.length) {
      // one operation on two exact numbers is rounded once, which gives the nearest double
      double value = exponent < 0 ? digits / POWERS[-exponent] : digits * POWERS[exponent];
      return negative ? -value : value;
    }
    return Double.parseDouble(new String(bytes, from, to - from, StandardCharsets.US_ASCII));
  }
}
