package io.isomer.clickhouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.isomer.changelog.ChangelogEvent;
import io.isomer.changelog.Rejection;
import io.isomer.changelog.TableId;
import io.isomer.clickhouse.FakeClickHouse.Written;
import java.io.IOException;
import java.net.ConnectException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.flink.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

class ClickHouseWriterTest {

  private final FakeTime time = new FakeTime();
  private final FakeMailbox mailbox = new FakeMailbox(time);
  private final FakeDeadLetters deadLetters = FakeDeadLetters.accepting();
  private final TestWriter test =
      new TestWriter(3, 1, Executors.newDirectExecutorService(), time, mailbox, deadLetters);
  private final FakeClickHouse clickHouse = test.clickHouse;
  private final SinkMetrics metrics = test.metrics;
  private final ClickHouseWriter writer = test.writer;
  private final TestTable orders = TestWriter.table("orders");
  private final TestTable items = TestWriter.table("items");

  private void write(TestTable table, int version, String text) throws Exception {
    table.committedAt(time.getCurrentProcessingTime());
    writer.write(table.create(version, version, text), null);
  }

  private void advance(long millis) throws Exception {
    for (long i = 0; i < millis; i++) { // mails run as soon as they are there
      time.advance(1);
      mailbox.runAll();
    }
  }

  private static Written orders(String... versions) {
    return new Written("orders__versions", List.of(versions));
  }

  private static SQLException unreachable() {
    return new SQLException("no", new ConnectException("refused"));
  }

  @Test
  void flushesAFullTable() throws Exception {
    write(orders, 1, "a");
    write(items, 7, "a");
    write(orders, 2, "b");
    write(orders, 3, "c");

    assertThat(clickHouse.batches()).containsExactly(orders("1", "2", "3"));
  }

  @Test
  void tellsHowLongChangesTookFromTheirCommit() throws Exception {
    long now = time.getCurrentProcessingTime();
    writer.write(orders.committedAt(now - 600).create(1, 1, "a"), null);
    writer.write(orders.committedAt(now - 100).create(2, 2, "b"), null);
    advance(FlushPacer.LINGER_MILLIS);

    assertThat(metrics.commitToVisibleMillis().getStatistics().getMax())
        .isEqualTo(600 + FlushPacer.LINGER_MILLIS);
  }

  @Test
  void flushesBySize() throws Exception {
    write(orders, 1, "x".repeat(10_000));

    assertThat(clickHouse.batches()).containsExactly(orders("1"));
  }

  @Test
  void flushesAChangeAfterAPauseSoon() throws Exception {
    write(orders, 1, "a");
    advance(FlushPacer.LINGER_MILLIS - 1);
    assertThat(clickHouse.batches()).isEmpty();
    advance(1);

    assertThat(clickHouse.batches()).containsExactly(orders("1"));
  }

  @Test
  void flushesAFewChangesAfterAPauseSoonAndThenWaitsForTheInterval() throws Exception {
    for (int i = 1; i <= FlushPacer.BURST; i++) {
      write(orders, i, "a");
      advance(FlushPacer.LINGER_MILLIS);
      assertThat(clickHouse.batches()).hasSize(i);
    }
    write(orders, 8, "b");
    advance(249 - (FlushPacer.BURST - 1) * FlushPacer.LINGER_MILLIS);
    assertThat(clickHouse.batches()).hasSize(FlushPacer.BURST);
    advance(1);
    assertThat(clickHouse.batches()).hasSize(FlushPacer.BURST + 1).endsWith(orders("8"));
    advance(10_000);
    write(orders, 9, "c");
    advance(FlushPacer.LINGER_MILLIS);

    assertThat(clickHouse.batches()).endsWith(orders("9"));
  }

  @Test
  void insertsAtMostTwicePerSecondUnderASteadyTrickleIntoTwoTables() throws Exception {
    for (int i = 0; i < 100; i++) {
      write(orders, i + 1, "a");
      write(items, i + 1, "a");
      advance(300);
    }

    for (String table : List.of("orders__versions", "items__versions")) {
      assertThat(clickHouse.batches().stream().filter(batch -> batch.table().equals(table)))
          .hasSizeBetween(50, 60 + FlushPacer.BURST);
    }
  }

  @Test
  void insertsSmallBatchesOfTheOnlyTableAtMostFourTimesPerSecond() throws Exception {
    for (int i = 0; i < 200; i++) {
      write(orders, i + 1, "a");
      advance(150);
    }

    assertThat(clickHouse.batches()).hasSizeBetween(100, 120 + FlushPacer.BURST);
  }

  @Test
  void letsLateChangesWaitAnEighthLongerSoThatBatchesGrow() throws Exception {
    List<Integer> batches = new ArrayList<>();
    for (int lateMillis : new int[] {3_000, 16_000, 80_000}) {
      int before = ordersBatches();
      for (int i = 0; i < 60; i++) {
        orders.committedAt(time.getCurrentProcessingTime() - lateMillis);
        writer.write(orders.create(i + 1, i + 1, "a"), null);
        for (int j = 0; j < 20; j++) { // the stream does not rest meanwhile
          write(items, j, "a");
          advance(50);
        }
      }
      advance(60_000);
      batches.add(ordersBatches() - before);
    }

    assertThat(batches.get(0)).isEqualTo(60);
    assertThat(batches.get(1)).isBetween(30, 30 + FlushPacer.BURST);
    assertThat(batches.get(2)).as("of three rows each").isBetween(20, 20 + FlushPacer.BURST);
  }

  private int ordersBatches() {
    return (int)
        clickHouse.batches().stream()
            .filter(batch -> batch.table().equals("orders__versions"))
            .count();
  }

  @Test
  void doesNotLetTheLastOfABacklogWaitForMore() throws Exception {
    for (int i = 1; i <= 100; i++) {
      orders.committedAt(time.getCurrentProcessingTime() - 3_600_000);
      writer.write(orders.create(i, i, "a"), null);
      advance(1);
    }
    assertThat(clickHouse.batches()).hasSize(33);
    advance(FlushPacer.LOOK_MILLIS + 500);

    assertThat(clickHouse.batches()).hasSize(34).endsWith(orders("100"));
    assertThat(time.timers()).isZero();
  }

  @Test
  void oneTimerLooksAtAllLateTables() throws Exception {
    TestTable[] tables = new TestTable[20];
    for (int i = 0; i < tables.length; i++) {
      tables[i] = TestWriter.table("t" + i);
    }
    for (int i = 1; i <= 2_000; i++) {
      TestTable table = tables[i % tables.length];
      table.committedAt(time.getCurrentProcessingTime() - 3_600_000);
      writer.write(table.create(i, i, "a"), null);
      advance(7);
      assertThat(time.timers()).isLessThanOrEqualTo(1);
    }
  }

  @Test
  void writesLateChangesOfARestingStreamNoMoreOftenThanOthers() throws Exception {
    List<Integer> batches = new ArrayList<>();
    for (int lateMillis : new int[] {0, 3_600_000}) {
      int before = clickHouse.batches().size();
      for (int i = 1; i <= 50; i++) {
        orders.committedAt(time.getCurrentProcessingTime() - lateMillis);
        writer.write(orders.create(i, i, "a"), null);
        advance(150);
      }
      advance(60_000);
      batches.add(clickHouse.batches().size() - before);
    }

    assertThat(batches.get(0)).isLessThan(40);
    assertThat(batches.get(1)).isLessThanOrEqualTo(batches.get(0));
  }

  @Test
  void doesNotLetWhatComesAfterLateChangesWaitForLong() throws Exception {
    for (int i = 0; i < 100; i++) {
      orders.committedAt(time.getCurrentProcessingTime() - 3_600_000);
      writer.write(orders.create(i + 1, i + 1, "a"), null);
      advance(100);
    }
    advance(FlushPacer.LATE_INTERVALS * 500);
    write(orders, 1000, "on time");
    advance(FlushPacer.LINGER_MILLIS);

    assertThat(clickHouse.batches()).endsWith(orders("1000"));
  }

  @Test
  void keepsTheTimeOfBatchesFlushedEarlier() throws Exception {
    for (int i = 1; i <= 3 * 500; i++) {
      write(orders, i, "full at every third");
    }
    write(orders, 9999, "d");
    advance(249);
    assertThat(clickHouse.batches()).hasSize(500);
    advance(1);

    assertThat(clickHouse.batches()).hasSize(501).endsWith(orders("9999"));
    assertThat(time.timers()).isZero();
  }

  @Test
  void flushesEverythingBeforeACheckpoint() throws Exception {
    write(orders, 1, "a");
    write(items, 2, "b");
    writer.flush(false);
    writer.flush(true);

    assertThat(clickHouse.batches())
        .containsExactlyInAnyOrder(orders("1"), new Written("items__versions", List.of("2")));
  }

  @Test
  void retriesUntilItSucceeds() throws Exception {
    clickHouse.failNext(3, unreachable());
    write(orders, 1, "a");
    writer.flush(false);

    assertThat(clickHouse.batches()).containsExactly(orders("1"));
    assertThat(clickHouse.attempts()).isEqualTo(4);
  }

  @Test
  void backsOffExponentially() throws Exception {
    clickHouse.failNext(4, unreachable());
    long start = time.getCurrentProcessingTime();
    write(orders, 1, "a");
    writer.flush(false);

    assertThat(time.getCurrentProcessingTime() - start).isEqualTo(100 + 200 + 400 + 500);
  }

  @Test
  void countsTheRetriesOfEachFlushAnew() throws Exception {
    for (int i = 1; i <= 3; i++) {
      clickHouse.failNext(4, unreachable());
      write(orders, i, "a");
      writer.flush(false);
    }

    assertThat(clickHouse.batches()).hasSize(3);
  }

  @Test
  void takesAsManyChangesAsFitWhileARetryIsPending() throws Exception {
    clickHouse.failNext(2, unreachable());
    for (int i = 1; i <= 5; i++) {
      write(orders, i, "a"); // the third begins a batch that fails
    }
    assertThat(mailbox.yields()).isZero();
    write(orders, 6, "fills the next");

    assertThat(mailbox.yields()).isGreaterThanOrEqualTo(2);
    assertThat(clickHouse.batches()).containsExactly(orders("1", "2", "3"), orders("4", "5", "6"));
  }

  @Test
  void leavesOtherTablesAloneWhileARetryIsPending() throws Exception {
    write(items, 1, "a");
    clickHouse.failNext(2, unreachable());
    write(orders, 1, "a");
    write(orders, 2, "b");
    write(orders, 3, "c");
    advance(99);
    assertThat(clickHouse.attempts()).isEqualTo(1);
    advance(2000);

    assertThat(clickHouse.batches())
        .containsExactly(orders("1", "2", "3"), new Written("items__versions", List.of("1")));
  }

  @Test
  void givesUpAfterTheLastRetry() throws Exception {
    clickHouse.failNext(5, unreachable());
    write(orders, 1, "a");

    assertThatThrownBy(() -> writer.flush(false)).rootCause().isInstanceOf(ConnectException.class);
    assertThat(clickHouse.attempts()).isEqualTo(5);
  }

  @Test
  void saysWhatItGaveUp() throws Exception {
    clickHouse.failNext(5, unreachable());
    write(orders, 1, "a");

    assertThatThrownBy(() -> advance(10_000))
        .hasMessageContaining("gave up writing 1 changes of public.orders")
        .hasMessageContaining("jdbc:clickhouse://nowhere:1/d after 4 retries")
        .hasMessageContaining("last checkpoint");
  }

  @Test
  void failsAtOnceWhenTryingAgainWouldFailAgain() throws Exception {
    clickHouse.failNext(1, new SQLException("no such column", null, 16));
    write(orders, 1, "a");

    assertThatThrownBy(() -> writer.flush(false))
        .hasMessageContaining("cannot write 1 changes of public.orders")
        .hasMessageContaining("no such column");
    assertThat(clickHouse.attempts()).isEqualTo(1);
  }

  @Test
  void deadLettersAreSafeWithEachBatchAndSoBeforeACheckpoint() throws Exception {
    ChangelogEvent unfit = orders.create(1, 1, "a");
    Rejection rejection = new Rejection(Optional.empty(), Optional.of("text"), "too long");
    writer.write(unfit, null);
    deadLetters.add(unfit, rejection, new SQLException("too long"));
    assertThat(deadLetters.flushed()).isEmpty();
    writer.flush(false);

    assertThat(deadLetters.flushed()).containsExactly(new FakeDeadLetters.Letter(unfit, rejection));
  }

  @Test
  void aDeadLetterThatCannotBeWrittenFailsTheCheckpoint() throws Exception {
    deadLetters.failFlush(new IOException("no Kafka"));
    write(orders, 1, "a");

    assertThatThrownBy(() -> writer.flush(false)).rootCause().hasMessage("no Kafka");
    writer.close();
    assertThat(deadLetters.isClosed()).isTrue();
  }

  @Test
  void aChangeBecomesVisibleWhileAnotherTableFloods() throws Exception {
    write(items, 1, "a");
    for (int i = 1; i <= 3 * FlushPacer.LINGER_MILLIS; i++) {
      write(orders, i, "full at every third");
      if (i % 3 == 0) {
        advance(1);
      }
    }

    List<Written> batches = clickHouse.batches();
    assertThat(batches).hasSize((int) FlushPacer.LINGER_MILLIS + 1);
    assertThat(batches).contains(new Written("items__versions", List.of("1")));
  }

  @Test
  void flushesTheFullestTableWhenAllTogetherAreTooLarge() throws Exception {
    write(items, 1, "x".repeat(5_000));
    write(orders, 2, "x".repeat(9_000));
    assertThat(clickHouse.batches()).isEmpty();
    write(TestWriter.table("third"), 3, "x".repeat(1_000));

    assertThat(clickHouse.batches()).containsExactly(orders("2"));
  }

  @Test
  void manyDueTablesLeaveTheStreamItsTimeAndAllHaveTheirTurn() throws Exception {
    int tables = 60;
    clickHouse.takes(time, 5);
    long start = time.getCurrentProcessingTime();
    for (int i = 0; i < tables; i++) {
      write(TestWriter.table("t" + i), i, "a");
    }
    advance(FlushPacer.LINGER_MILLIS);
    write(orders, 9, "comes last");
    int flushedBefore = 0;
    int busy = 0;
    while (clickHouse.batches().size() <= tables) {
      advance(1);
      int flushed = clickHouse.batches().size();
      assertThat(flushed - flushedBefore).as("flushes without a pause").isLessThanOrEqualTo(1);
      busy += flushed - flushedBefore;
      flushedBefore = flushed;
    }
    long took = time.getCurrentProcessingTime() - start;

    assertThat(clickHouse.batches()).endsWith(orders("9"));
    assertThat(clickHouse.batches().get(0).table()).isEqualTo("t0__versions");
    assertThat(busy * 5L).isLessThanOrEqualTo(took / 2 + 5);
    assertThat(time.timers()).isZero();
  }

  @Test
  void twoSourceTablesDoNotShareATarget() throws Exception {
    write(orders, 1, "a");
    TestTable other = orders.of(new TableId("sales", "orders"));

    assertThatThrownBy(() -> write(other, 2, "b"))
        .hasMessageContaining("orders__versions")
        .hasMessageContaining("public.orders")
        .hasMessageContaining("sales.orders");
  }

  @Test
  void closesWithoutWritingAndWithoutThrowing() throws Exception {
    write(orders, 1, "a");
    clickHouse.failClose(new IllegalStateException("down"));

    assertThatCode(writer::close).doesNotThrowAnyException();
    assertThat(clickHouse.attempts()).isZero();
  }
}
