package io.isomer.clickhouse.toast;

import io.isomer.clickhouse.buffer.BufferedChange;
import io.isomer.clickhouse.convert.UnfitValueException;
import io.isomer.targetformat.RowVersion;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** The versions of some rows that were rejected, and where their messages are. */
public final class RejectedVersions {

  private final Map<ByteBuffer, NavigableMap<RowVersion, String>> places = new HashMap<>();

  void add(byte[] key, RowVersion version, String place) {
    places.computeIfAbsent(ByteBuffer.wrap(key), k -> new TreeMap<>()).put(version, place);
  }

  /**
   * Makes sure that no change is missing between a version of a row and a change of it. One that is
   * in the buffer by now, because it was replayed, is not missing; one that is no newer than what
   * ClickHouse has does not matter any more.
   *
   * @param base the version that values are taken from; null when there is none
   * @throws UnfitValueException when one is missing
   */
  void requireNoneBetween(RowVersion base, BufferedChange change) {
    ByteBuffer key = ByteBuffer.wrap(change.eventWithoutRow().key());
    NavigableMap<RowVersion, String> rejected = places.get(key);
    if (rejected == null) {
      return;
    }
    NavigableMap<RowVersion, String> before = rejected.headMap(change.version(), false);
    (base == null ? before : before.tailMap(base, false))
        .forEach(
            (version, place) -> {
              if (!isBuffered(version, change)) {
                throw missing(place);
              }
            });
  }

  private static boolean isBuffered(RowVersion version, BufferedChange newest) {
    for (BufferedChange change = newest; change != null; change = change.older()) {
      if (change.version().equals(version)) {
        return true;
      }
    }
    return false;
  }

  /**
   * @param place of the message that was rejected
   */
  static UnfitValueException missing(String place) {
    return new UnfitValueException(
        "an unchanged value that PostgreSQL did not send (TOAST)",
        "the row's older change %s is a dead letter and may have set it; replay that one first,"
                .formatted(place)
            + " then this one");
  }
}
