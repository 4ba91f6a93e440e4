package io.isomer.clickhouse.buffer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.isomer.changelog.ChangelogEvent;
import io.isomer.clickhouse.TestTable;
import io.isomer.clickhouse.TestWriter;
import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChangeArenaTest {

  private final TestTable table = TestWriter.table("t");
  private final BlockPool pool = new BlockPool();
  private final ChangeArena log = new ChangeArena(pool);

  @Test
  void aChangeThatWasGivenBackIsRefusedNotMistaken() {
    ChangelogEvent event = null;
    BufferedChange change = null;
    for (int i = 0; i < 2 * BlockPool.BLOCK / 100; i++) {
      event = table.create(1, i, "x".repeat(100));
      change = new BufferedChange(log, log.add(event));
    }
    assertThat(change.event()).isEqualTo(event);
    log.release();
    new ChangeArena(pool).add(table.create(2, 2, "another"));

    assertThatThrownBy(change::event).isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(change::version).isInstanceOf(IndexOutOfBoundsException.class);
  }

  @Test
  void blocksAreUsedAgain() {
    ByteBuffer block = pool.take();
    ByteBuffer small = ByteBuffer.allocate(100);
    pool.give(List.of(small, block));

    assertThat(pool.take()).isSameAs(block);
    assertThat(pool.take()).isNotSameAs(block).isNotSameAs(small);
  }

  @Test
  void aRowsChangesOfManyBlocksAreReadByTheirPositions() {
    long[] positions = new long[5_000];
    for (int i = 0; i < positions.length; i++) { // every tenth has a block of its own
      positions[i] = log.add(table.create(i, i, "x".repeat(i % 10 == 0 ? 40_000 : 200)));
    }
    for (int i = 0; i < positions.length; i++) {
      String text = "x".repeat(i % 10 == 0 ? 40_000 : 200);
      assertThat(log.event(positions[i]).row()).isEqualTo(table.create(i, i, text).row());
      assertThat(log.eventWithoutRow(positions[i]).row()).isEmpty();
      assertThat(log.version(positions[i])).isEqualTo(table.create(i, i, text).version());
    }
  }
}
