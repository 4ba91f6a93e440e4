package io.isomer.clickhouse.buffer;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;

/**
 * Blocks of bytes that are used again and again by all tables of a writer, so that the garbage
 * collector need not copy them: those that are old it leaves where they are. There are never more
 * than were in use at a time, which {@code sink.buffer-size} bounds, about. For any thread.
 */
public final class BlockPool {

  /** A block's size in bytes; no large object to any collector. */
  static final int BLOCK = 128 << 10;

  private final Deque<ByteBuffer> free = new ArrayDeque<>();

  /** A block of any content. */
  synchronized ByteBuffer take() {
    return free.isEmpty() ? ByteBuffer.allocate(BLOCK) : free.pop();
  }

  /** Takes back blocks that nobody reads any more; those of another size are not kept. */
  synchronized void give(Collection<ByteBuffer> blocks) {
    for (ByteBuffer block : blocks) {
      if (block.capacity() == BLOCK) {
        free.push(block);
      }
    }
  }
}
