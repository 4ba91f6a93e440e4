package io.isomer.benchmarks.data;

/**
 * What a table must contain at the end.
 *
 * @param rows how many
 * @param checksum the sum of the rows' CRC-32
 */
public record TableContent(long rows, long checksum) {}
