package io.isomer.targetformat;

import java.math.BigInteger;

/**
 * The version of a row, an unsigned 128-bit number: {@code epoch · 2^112 + commit · 2^56 + lsn}.
 *
 * <p>It follows from the message alone, so that a replay, a redelivery or a dead letter replayed a
 * week later all land in their right place. The stream is in commit order while LSNs are in
 * write-ahead-log order: hence the commit position first, and the LSN second.
 *
 * @param high the upper 64 bits
 * @param low the lower 64 bits
 */
public record RowVersion(long high, long low) implements Comparable<RowVersion> {

  private static final int POSITION_BITS = 56;

  /** The largest epoch. */
  public static final int MAX_EPOCH = 0xFFFF;

  /** Below every row's version. */
  public static final RowVersion ZERO = new RowVersion(0, 0);

  /**
   * @param epoch raised by hand for a failover, a major upgrade or a restore, where the LSN starts
   *     lower again; 0 to 65,535
   * @param commit position of the last commit before the change, below 2^56
   * @param lsn position of the change, below 2^56
   * @throws IllegalArgumentException when one of them is out of its range
   */
  public static RowVersion of(int epoch, long commit, long lsn) {
    if (epoch < 0 || epoch > MAX_EPOCH) {
      throw new IllegalArgumentException("the epoch must be 0 to 65535, and is " + epoch);
    }
    checkPosition("commit position", commit);
    checkPosition("LSN", lsn);
    return new RowVersion((long) epoch << 48 | commit >>> 8, commit << POSITION_BITS | lsn);
  }

  /**
   * The version of the rows of an initial snapshot: every streamed change of the epoch is newer.
   *
   * @param lsn position of the snapshot, which all its rows share
   */
  public static RowVersion ofInitialSnapshot(int epoch, long lsn) {
    return of(epoch, 0, lsn);
  }

  /**
   * @param digits as {@link #toString} gives them
   */
  public static RowVersion parse(String digits) {
    BigInteger number = new BigInteger(digits);
    return new RowVersion(number.shiftRight(Long.SIZE).longValue(), number.longValue());
  }

  private static void checkPosition(String what, long position) {
    if (position >>> POSITION_BITS != 0) {
      throw new IllegalArgumentException("the " + what + " must be below 2^56, and is " + position);
    }
  }

  /** The number of the epoch. */
  public int epoch() {
    return (int) (high >>> 48);
  }

  /** The position of the last commit before the change; 0 for a row of an initial snapshot. */
  public long commit() {
    return high << 16 >>> 8 | low >>> POSITION_BITS;
  }

  /**
   * The position of the change in the write-ahead log; for a row of an initial snapshot that of the
   * snapshot.
   */
  public long lsn() {
    return low & ((1L << POSITION_BITS) - 1);
  }

  /** The smallest version above this one. */
  public RowVersion next() {
    return new RowVersion(low == -1 ? high + 1 : high, low + 1);
  }

  @Override
  public int compareTo(RowVersion other) {
    int byHigh = Long.compareUnsigned(high, other.high);
    return byHigh != 0 ? byHigh : Long.compareUnsigned(low, other.low);
  }

  /** The number in decimal digits, as ClickHouse prints it. */
  @Override
  public String toString() {
    return unsigned(high).shiftLeft(64).or(unsigned(low)).toString();
  }

  private static BigInteger unsigned(long bits) {
    return new BigInteger(Long.toUnsignedString(bits));
  }
}
