package io.isomer.clickhouse;

import io.isomer.changelog.ChangelogEvent;
import io.isomer.changelog.Column;
import io.isomer.changelog.Operation;
import io.isomer.changelog.RowReader;
import io.isomer.changelog.RowWriter;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The last change of each row since the last flush: the higher version wins, and of equal versions
 * the one that came later.
 */
final class ChangeBuffer {

  // in order of arrival, which is how they lie in memory: half the time of encoding them at random
  private final Map<RowKey, BufferedChange> changes = new LinkedHashMap<>();
  private final RowReader reader = new RowReader();

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
    changes.merge(new RowKey(event.key()), new BufferedChange(event, null), this::reduce);
  }

  private BufferedChange reduce(BufferedChange buffered, BufferedChange arrived) {
    if (arrived.event().version().compareTo(buffered.event().version()) >= 0) {
      if (lacksValues(arrived.event())) {
        arrived.setOlder(buffered);
      }
      return arrived;
    }
    insert(buffered, arrived);
    return buffered;
  }

  /** Puts a late, older change to its place, if a newer one has to ask it for values. */
  private void insert(BufferedChange newest, BufferedChange arrived) {
    BufferedChange newer = newest;
    while (lacksValues(newer.event())) {
      BufferedChange next = newer.older();
      if (next == null || arrived.event().version().compareTo(next.event().version()) >= 0) {
        arrived.setOlder(lacksValues(arrived.event()) ? next : null);
        newer.setOlder(arrived);
        return;
      }
      newer = next;
    }
  }

  private boolean lacksValues(ChangelogEvent event) {
    if (event.operation() != Operation.UPDATE) {
      return false;
    }
    List<Column> columns = event.schema().columns();
    byte[] row = event.row();
    reader.reset(row);
    for (int i = 0; i < columns.size(); i++) {
      if (row[reader.position()] == RowWriter.UNAVAILABLE) {
        return true;
      }
      reader.skipValue(columns.get(i).type());
    }
    return false;
  }

  Collection<BufferedChange> changes() {
    return changes.values();
  }

  boolean isEmpty() {
    return changes.isEmpty();
  }

  void clear() {
    changes.clear();
  }
}
