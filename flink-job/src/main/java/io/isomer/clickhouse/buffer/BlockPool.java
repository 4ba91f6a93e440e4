package io.isomer.clickhouse.buffer;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;

/**
 * Recycles byte blocks across a writer's tables. Recycled blocks stay in the old generation, so the
 * garbage collector does not copy them. The pool never exceeds peak use (about {@code
 * sink.buffer-size}). Thread-safe.
 */
public final class BlockPool {

  /** A block's size in bytes; no large object to any collector. */
  static final int BLOCK = 128 << 10;

  private final Deque<ByteBuffer> free = new ArrayDeque<>();

  /** A block of any content. */
  synchronized ByteBuffer take() {
    return free.isEmpty() ? ByteBuffer.allocate(BLOCK) : free.pop();
  }

  /** Takes back blocks that are not read any more; those of another size are not kept. */
  synchronized void give(Collection<ByteBuffer> blocks) {
    for (ByteBuffer block : blocks) {
      if (block.capacity() == BLOCK) {
        free.push(block);
      }
    }
  }
}
