package io.isomer.testing.clickhouseserver.chdb;

import com.clickhouse.data.ClickHouseCityHash;

/** The checksum of a compressed block: CityHash128 in the version 1.0.2 that ClickHouse froze. */
record BlockChecksum(long first, long second) {

  /** Of {@code length} bytes from {@code offset}. */
  // deprecated with the driver's first generation; its second one takes checksums from here as well
  @SuppressWarnings("deprecation")
  static BlockChecksum of(byte[] bytes, int offset, int length) {
    long[] hash = ClickHouseCityHash.cityHash128(bytes, offset, length);
    return new BlockChecksum(hash[0], hash[1]);
  }
}
