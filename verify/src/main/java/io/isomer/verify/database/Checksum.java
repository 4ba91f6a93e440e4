package io.isomer.verify.database;

import java.math.BigInteger;

/**
 * What a set of rows comes to, in whatever order.
 *
 * @param rows how many
 * @param xor of the rows' hashes, 128 bits
 */
public record Checksum(long rows, BigInteger xor) {

  public static final Checksum NONE = new Checksum(0, BigInteger.ZERO);
}
