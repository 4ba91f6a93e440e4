package io.isomer.clickhouse.buffer;

import io.isomer.changelog.ChangelogEvent;
import io.isomer.changelog.ChangelogSchema;
import io.isomer.changelog.Operation;
import io.isomer.targetformat.RowVersion;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Keeps changes one after the other in blocks of bytes, each with the position of its row's next
 * older change. Until the next flush there may be a million of them: as objects they would keep the
 * garbage collector busy, which copies every surviving object.
 */
public final class ChangeArena {

  /** The position of no change. */
  static final long NONE = -1;

  /** Bytes before a change's key and row. */
  static final int HEADER = 57;

  private static final int FIRST_BLOCK = 4 << 10;

  // positions of the parts of a change
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

  private final BlockPool pool;
  private final List<ByteBuffer> blocks = new ArrayList<>();
  private final List<ChangelogSchema> schemas = new ArrayList<>();
  private final Map<ChangelogSchema, Integer> schemaNumbers = new HashMap<>();
  private int lastSchema = -1;
  private ByteBuffer filling = ByteBuffer.allocate(0);
  private int fillingNumber;
  private int end; // of its content

  ChangeArena(BlockPool pool) {
    this.pool = pool;
  }

  /** Adds a change without an older one; returns its position. */
  long add(ChangelogEvent event) {
    byte[] key = event.key();
    byte[] row = event.row();
    int size = Math.addExact(HEADER + key.length, row.length);
    if (size > BlockPool.BLOCK / 4) { // a separate one, so that none is left half empty
      blocks.add(ByteBuffer.allocate(size));
      return write(event, blocks.size() - 1, 0);
    }
    if (size > filling.capacity() - end) {
      filling = nextBlock(Math.max(size, 2 * filling.capacity()));
      fillingNumber = blocks.size();
      blocks.add(filling);
      end = 0;
    }
    long position = write(event, fillingNumber, end);
    end += size;
    return position;
  }

  private ByteBuffer nextBlock(int least) {
    int size = Math.max(least, FIRST_BLOCK);
    return size < BlockPool.BLOCK ? ByteBuffer.allocate(size) : pool.take();
  }

  /** Gives the memory back; there are no changes any more. */
  void release() {
    pool.give(blocks);
    blocks.clear(); // reading a change now fails
  }

  private long write(ChangelogEvent event, int number, int at) {
    ByteBuffer block = blocks.get(number);
    byte[] key = event.key();
    block.putLong(at + OLDER, NONE);
    block.putLong(at + HIGH, event.version().high());
    block.putLong(at + LOW, event.version().low());
    block.putLong(at + OFFSET, event.offset());
    block.putLong(at + COMMITTED_AT, event.committedAt());
    block.putInt(at + PARTITION, event.partition());
    block.putInt(at + SCHEMA, numberOf(event.schema()));
    block.putInt(at + KEY_SIZE, key.length);
    block.putInt(at + ROW_SIZE, event.row().length);
    block.put(at + OPERATION, (byte) event.operation().ordinal());
    block.put(at + HEADER, key);
    block.put(at + HEADER + key.length, event.row());
    return (long) number << Integer.SIZE | at;
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
    return event(position, block(position).getInt((int) position + ROW_SIZE));
  }

  /** The change at a position, as if it had no row. */
  ChangelogEvent eventWithoutRow(long position) {
    return event(position, 0);
  }

  private ChangelogEvent event(long position, int rowSize) {
    ByteBuffer in = block(position);
    int at = (int) position;
    byte[] key = new byte[in.getInt(at + KEY_SIZE)];
    byte[] row = new byte[rowSize];
    in.get(at + HEADER, key);
    in.get(at + HEADER + key.length, row);
    return new ChangelogEvent(
        schemas.get(in.getInt(at + SCHEMA)),
        operation(position),
        version(position),
        in.getInt(at + PARTITION),
        in.getLong(at + OFFSET),
        in.getLong(at + COMMITTED_AT),
        key,
        row);
  }

  Operation operation(long position) {
    return Operation.ofOrdinal(block(position).get((int) position + OPERATION));
  }

  RowVersion version(long position) {
    ByteBuffer in = block(position);
    int at = (int) position;
    return new RowVersion(in.getLong(at + HIGH), in.getLong(at + LOW));
  }

  boolean hasKey(long position, byte[] key) {
    ByteBuffer in = block(position);
    int from = (int) position + HEADER;
    int size = in.getInt((int) position + KEY_SIZE);
    return Arrays.equals(in.array(), from, from + size, key, 0, key.length);
  }

  /** Whether the change at a position has a higher version than another. */
  boolean isNewer(long position, RowVersion than) {
    return version(position).compareTo(than) > 0;
  }

  /** The position of the row's next older change, or {@link #NONE}. */
  long older(long position) {
    return block(position).getLong((int) position + OLDER);
  }

  void setOlder(long position, long older) {
    block(position).putLong((int) position + OLDER, older);
  }
}
