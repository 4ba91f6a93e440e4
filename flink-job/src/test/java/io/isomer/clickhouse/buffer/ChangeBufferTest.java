package io.isomer.clickhouse.buffer;

import static io.isomer.clickhouse.TestTable.UNAVAILABLE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.isomer.changelog.ChangelogEvent;
import io.isomer.clickhouse.TestTable;
import io.isomer.clickhouse.TestWriter;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChangeBufferTest {

  private final TestTable table = TestWriter.table("t");
  private final ChangeBuffer buffer = new ChangeBuffer(new BlockPool());

  private List<ChangelogEvent> newest() {
    List<ChangelogEvent> newest = new ArrayList<>();
    buffer.changes().forEach(change -> newest.add(change.event()));
    return newest;
  }

  /** The only row's changes, newest first. */
  private List<ChangelogEvent> chain() {
    List<ChangelogEvent> chain = new ArrayList<>();
    assertThat(buffer.changes()).hasSize(1);
    for (BufferedChange c = buffer.changes().iterator().next(); c != null; c = c.older()) {
      chain.add(c.event());
    }
    return chain;
  }

  @Test
  void theHigherVersionIsTheNewest() {
    ChangelogEvent create = table.create(1, 1, "a");
    ChangelogEvent newer = table.update(2, 1, "b");
    ChangelogEvent again = table.create(1, 1, "redelivered");
    buffer.add(create);
    buffer.add(newer);
    buffer.add(again);

    assertThat(chain()).containsExactly(newer, again, create);
  }

  @Test
  void theLaterOfEqualVersionsIsTheNewest() {
    ChangelogEvent earlier = table.create(1, 1, "a");
    ChangelogEvent later = table.create(1, 1, "b");
    buffer.add(earlier);
    buffer.add(later);

    assertThat(chain()).containsExactly(later, earlier);
  }

  @Test
  void tellsKeysApart() {
    buffer.add(table.create(1, 1, "a"));
    buffer.add(table.create(1, 256, "a"));
    buffer.add(table.delete(2, 1));

    assertThat(newest()).hasSize(2);
  }

  @Test
  void lastDeleteWins() {
    ChangelogEvent delete = table.delete(3, 1);
    buffer.add(table.create(1, 1, "a"));
    buffer.add(delete);
    buffer.add(table.update(2, 1, UNAVAILABLE));

    assertThat(newest()).containsExactly(delete);
  }

  @Test
  void keepsOlderChangesInOrder() {
    ChangelogEvent create = table.create(1, 1, "a");
    ChangelogEvent update = table.update(2, 1, UNAVAILABLE);
    ChangelogEvent another = table.update(3, 1, "c");
    buffer.add(create);
    buffer.add(update);
    buffer.add(another);

    assertThat(chain()).containsExactly(another, update, create);
  }

  @Test
  void putsLateChangesToTheirPlaces() {
    ChangelogEvent first = table.create(1, 1, "a");
    ChangelogEvent second = table.update(2, 1, UNAVAILABLE);
    ChangelogEvent third = table.update(3, 1, "c");
    ChangelogEvent fourth = table.update(4, 1, UNAVAILABLE);
    buffer.add(fourth);
    buffer.add(first);
    buffer.add(third);
    buffer.add(second);

    assertThat(chain()).containsExactly(fourth, third, second, first);
  }

  @Test
  void isEmptyUntilAChangeIsAdded() {
    assertThat(buffer.isEmpty()).isTrue();
    assertThat(buffer.schemas()).isEmpty();
    buffer.add(table.create(1, 1, "a"));

    assertThat(buffer.isEmpty()).isFalse();
  }

  @Test
  void changesCannotBeReadAfterTheirMemoryWasGivenBack() {
    buffer.add(table.create(1, 1, "a"));
    BufferedChange change = buffer.changes().iterator().next();
    buffer.release();

    assertThatThrownBy(change::event).isInstanceOf(IndexOutOfBoundsException.class);
  }
}
