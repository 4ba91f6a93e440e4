package io.isomer.clickhouse.buffer;

import io.isomer.changelog.ChangelogEvent;
import io.isomer.changelog.ChangelogSchema;
import io.isomer.changelog.Operation;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.zip.CRC32C;

/**
 * The changes of each row since the last flush, newest first: the higher version is newer, and of
 * equal versions the one that arrived later. Only a row's newest change is written. Older ones are
 * kept as fallback for a rejected change and as a source of unchanged TOAST values; they count
 * towards the batch limits.
 */
public final class ChangeBuffer {

  /** Memory of a change in addition to its key and its row, approximately. */
  public static final int BYTES_PER_CHANGE = ChangeArena.HEADER + 40;

  /** A power of two, as all that follow; few, as each of many tables has an empty buffer. */
  private static final int FIRST_SLOTS = 16;

  private final CRC32C checksum = new CRC32C();
  private final Map<ChangelogSchema, SeenSchema> seen = new LinkedHashMap<>();
  private final ChangeArena arena;
  private InitialSnapshot snapshot;
  private ChangelogSchema lastSchema;
  private SeenSchema lastSeen;

  // the rows, in the order in which their first changes came
  private int rows;
  private int[] hashes = new int[FIRST_SLOTS];
  private long[] newest = new long[FIRST_SLOTS]; // positions in the arena
  private int[] slots = new int[FIRST_SLOTS]; // by hash: a row's number and 1, or 0

  public ChangeBuffer(BlockPool pool) {
    this.arena = new ChangeArena(pool);
  }

  public void add(ChangelogEvent event) {
    snapshot = InitialSnapshot.newest(snapshot, event);
    see(event);
    long arrived = arena.add(event);
    int hash = hash(event.key());
    int slot = slot(hash, event.key());
    if (slots[slot] == 0) {
      addRow(slot, hash, arrived);
    } else {
      int row = slots[slot] - 1;
      newest[row] = inOrder(newest[row], arrived, event);
    }
  }

  private void see(ChangelogEvent event) {
    if (event.operation() == Operation.REJECTED) {
      return; // it is not written
    }
    if (event.schema() != lastSchema) { // one look-up for as long as it stays the same
      lastSchema = event.schema();
      lastSeen = seen.computeIfAbsent(lastSchema, schema -> new SeenSchema());
    }
    lastSeen.add(event);
  }

  /** {@link Arrays#hashCode} is often the same, or nearly, for keys that follow each other. */
  private int hash(byte[] key) {
    checksum.reset();
    checksum.update(key, 0, key.length);
    return (int) checksum.getValue();
  }

  /** The slot of the row, or of a row that is added. */
  private int slot(int hash, byte[] key) {
    int slot = hash >>> 1 + Integer.numberOfLeadingZeros(slots.length);
    while (slots[slot] != 0 && !isRow(slots[slot] - 1, hash, key)) {
      slot = slot + 1 & slots.length - 1;
    }
    return slot;
  }

  private boolean isRow(int row, int hash, byte[] key) {
    return hashes[row] == hash && arena.hasKey(newest[row], key);
  }

  private void addRow(int slot, int hash, long change) {
    if (rows == newest.length) {
      hashes = Arrays.copyOf(hashes, 2 * rows);
      newest = Arrays.copyOf(newest, 2 * rows);
    }
    hashes[rows] = hash;
    newest[rows++] = change;
    slots[slot] = rows;
    if (rows > slots.length / 2) {
      grow();
    }
  }

  private void grow() {
    slots = new int[2 * slots.length];
    int shift = 1 + Integer.numberOfLeadingZeros(slots.length);
    for (int row = 0; row < rows; row++) {
      int slot = hashes[row] >>> shift;
      while (slots[slot] != 0) {
        slot = slot + 1 & slots.length - 1;
      }
      slots[slot] = row + 1;
    }
  }

  /** Puts a row's change to its place, and returns the newest. */
  private long inOrder(long newest, long arrived, ChangelogEvent event) {
    if (!arena.isNewer(newest, event.version())) {
      arena.setOlder(arrived, newest);
      return arrived;
    }
    long newer = newest;
    long older = arena.older(newer);
    while (older != ChangeArena.NONE && arena.isNewer(older, event.version())) {
      newer = older;
      older = arena.older(newer);
    }
    arena.setOlder(arrived, older);
    arena.setOlder(newer, arrived);
    return newest;
  }

  /** The newest change of each row, read from memory in the order in which it lies there. */
  public Iterable<BufferedChange> changes() {
    return Rows::new;
  }

  private final class Rows implements Iterator<BufferedChange> {
    private int next;

    @Override
    public boolean hasNext() {
      return next < rows;
    }

    @Override
    public BufferedChange next() {
      if (next == rows) {
        throw new NoSuchElementException();
      }
      return new BufferedChange(arena, newest[next++]);
    }
  }

  /** The schemas of all changes that can be written. */
  public Map<ChangelogSchema, SeenSchema> schemas() {
    return seen;
  }

  /** The newest initial snapshot that a row is of; null where none is. */
  public InitialSnapshot snapshot() {
    return snapshot;
  }

  public boolean isEmpty() {
    return rows == 0;
  }

  /** Gives the memory back; the changes cannot be read any more. */
  public void release() {
    arena.release();
  }
}
