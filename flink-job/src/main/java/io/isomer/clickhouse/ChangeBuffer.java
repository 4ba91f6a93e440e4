package io.isomer.clickhouse;

import io.isomer.changelog.ChangelogEvent;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The changes of each row since the last flush, newest first: the higher version is the newer, and
 * of equal versions the one that came later. Only the newest is written, unless it does not fit or
 * lacks values: then the older ones are asked. A batch's limits count them all.
 */
final class ChangeBuffer {

  private static final int MAX_KEPT = 1_000;

  // in order of arrival, which is how they lie in memory: half the time of encoding them at random
  private Map<RowKey, BufferedChange> changes = new LinkedHashMap<>();
  private InitialSnapshot snapshot;

  /** A row's key as bytes that compare by value; the hash is computed once. */
  private static final class RowKey {
    private final byte[] bytes;
    private final int hash;

    RowKey(byte[] bytes) {
      this.bytes = bytes;
      this.hash = Arrays.hashCode(bytes);
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof RowKey that && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
      return hash;
    }
  }

  void add(ChangelogEvent event) {
    snapshot = InitialSnapshot.newest(snapshot, event);
    changes.merge(new RowKey(event.key()), new BufferedChange(event, null), ChangeBuffer::inOrder);
  }

  /** Puts a row's change to its place, and returns the newest. */
  private static BufferedChange inOrder(BufferedChange newest, BufferedChange arrived) {
    if (!isOlder(arrived, newest)) {
      arrived.setOlder(newest);
      return arrived;
    }
    BufferedChange newer = newest;
    while (newer.older() != null && isOlder(arrived, newer.older())) {
      newer = newer.older();
    }
    arrived.setOlder(newer.older());
    newer.setOlder(arrived);
    return newest;
  }

  private static boolean isOlder(BufferedChange change, BufferedChange than) {
    return change.event().version().compareTo(than.event().version()) < 0;
  }

  /** The newest change of each row. */
  Collection<BufferedChange> changes() {
    return changes.values();
  }

  /** The newest initial snapshot that a row is of; null where none is. */
  InitialSnapshot snapshot() {
    return snapshot;
  }

  boolean isEmpty() {
    return changes.isEmpty();
  }

  void clear() {
    snapshot = null;
    if (changes.size() > MAX_KEPT) {
      changes = new LinkedHashMap<>(); // or each of many tables would keep a large one for ever
    } else {
      changes.clear();
    }
  }
}
