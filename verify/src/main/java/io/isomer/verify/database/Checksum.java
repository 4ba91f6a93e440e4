package io.isomer.verify.database;

import java.math.BigInteger;

/**
 * The checksum of a set of rows, independent of their order.
 *
 * @param rows how many
 * @param xor of the rows' hashes, 128 bits
 */
public record Checksum(long rows, BigInteger xor) {

  public static final Checksum NONE = new Checksum(0, BigInteger.ZERO);
}
