package io.isomer.clickhouse;

import io.isomer.changelog.ChangelogEvent;
import io.isomer.changelog.ChangelogSchema;
import io.isomer.changelog.Operation;
import io.isomer.changelog.RowVersion;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Changes one after the other in blocks of bytes, each with the position of its row's next older
 * change. As objects, of which a million may wait for the next flush, each of the garbage
 * collector's runs meanwhile would copy them all.
 */
final class ChangeLog {

  /** The position of no change. */
  static final long NONE = -1;

  /** What a change takes beside its key and its row. */
  static final int BYTES_PER_CHANGE = 57;

  private static final int FIRST_BLOCK = 4 << 10;
  private static final int LAST_BLOCK = 1 << 20;

  // where in a change its parts stand
  private static final int OLDER = 0;
  private static final int HIGH = 8;
  private static final int LOW = 16;
  private static final int OFFSET = 24;
  private static final int COMMITTED_AT = 32;
  private static final int PARTITION = 40;
  private static final int SCHEMA = 44;
  private static final int KEY_SIZE = 48;
  private static final int ROW_SIZE = 52;
  private static final int OPERATION = 56;
  private static final int KEY = BYTES_PER_CHANGE;

  private static final Operation[] OPERATIONS = Operation.values();

  private final List<ByteBuffer> blocks = new ArrayList<>();
  private final List<ChangelogSchema> schemas = new ArrayList<>();
  private final Map<ChangelogSchema, Integer> schemaNumbers = new HashMap<>();
  private int lastSchema = -1;
  private ByteBuffer block = ByteBuffer.allocate(0); // the last one
  private int end; // of what stands in it

  /** Adds a change without an older one; returns its position. */
  long add(ChangelogEvent event) {
    byte[] key = event.key();
    byte[] row = event.row();
    int size = Math.addExact(KEY + key.length, row.length);
    if (size > block.capacity() - end) {
      addBlock(size);
    }
    int at = end;
    block.putLong(at + OLDER, NONE);
    block.putLong(at + HIGH, event.version().high());
    block.putLong(at + LOW, event.version().low());
    block.putLong(at + OFFSET, event.offset());
    block.putLong(at + COMMITTED_AT, event.committedAt());
    block.putInt(at + PARTITION, event.partition());
    block.putInt(at + SCHEMA, numberOf(event.schema()));
    block.putInt(at + KEY_SIZE, key.length);
    block.putInt(at + ROW_SIZE, row.length);
    block.put(at + OPERATION, (byte) event.operation().ordinal());
    block.put(at + KEY, key);
    block.put(at + KEY + key.length, row);
    end += size;
    return (long) (blocks.size() - 1) << Integer.SIZE | at;
  }

  private void addBlock(int size) {
    int usual = Math.min(Math.max(2 * block.capacity(), FIRST_BLOCK), LAST_BLOCK);
    block = ByteBuffer.allocate(Math.max(size, usual));
    blocks.add(block);
    end = 0;
  }

  private int numberOf(ChangelogSchema schema) {
    if (lastSchema < 0 || schemas.get(lastSchema) != schema) {
      Integer known = schemaNumbers.putIfAbsent(schema, schemas.size());
      if (known == null) {
        schemas.add(schema);
      }
      lastSchema = known == null ? schemas.size() - 1 : known;
    }
    return lastSchema;
  }

  private ByteBuffer block(long position) {
    return blocks.get((int) (position >>> Integer.SIZE));
  }

  /** The change at a position. */
  ChangelogEvent event(long position) {
    ByteBuffer in = block(position);
    int at = (int) position;
    byte[] key = new byte[in.getInt(at + KEY_SIZE)];
    byte[] row = new byte[in.getInt(at + ROW_SIZE)];
    in.get(at + KEY, key);
    in.get(at + KEY + key.length, row);
    return new ChangelogEvent(
        schemas.get(in.getInt(at + SCHEMA)),
        OPERATIONS[in.get(at + OPERATION)],
        new RowVersion(in.getLong(at + HIGH), in.getLong(at + LOW)),
        in.getInt(at + PARTITION),
        in.getLong(at + OFFSET),
        in.getLong(at + COMMITTED_AT),
        key,
        row);
  }

  boolean hasKey(long position, byte[] key) {
    ByteBuffer in = block(position);
    int from = (int) position + KEY;
    int size = in.getInt((int) position + KEY_SIZE);
    return Arrays.equals(in.array(), from, from + size, key, 0, key.length);
  }

  /** Whether the change at a position has a higher version than another. */
  boolean isNewer(long position, RowVersion than) {
    ByteBuffer in = block(position);
    int at = (int) position;
    int byHigh = Long.compareUnsigned(in.getLong(at + HIGH), than.high());
    return byHigh > 0 || byHigh == 0 && Long.compareUnsigned(in.getLong(at + LOW), than.low()) > 0;
  }

  /** The position of the row's next older change, or {@link #NONE}. */
  long older(long position) {
    return block(position).getLong((int) position + OLDER);
  }

  void setOlder(long position, long older) {
    block(position).putLong((int) position + OLDER, older);
  }
}
