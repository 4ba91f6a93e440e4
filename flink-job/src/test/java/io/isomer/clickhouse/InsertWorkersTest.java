package io.isomer.clickhouse;

import static org.assertj.core.api.Assertions.assertThat;

import io.isomer.changelog.DeadLetters;
import io.isomer.clickhouse.FakeClickHouse.Written;
import java.net.ConnectException;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A writer of many tables with two workers. */
class InsertWorkersTest {

  private final FakeTime time = new FakeTime();
  private final WaitingMailbox mailbox = new WaitingMailbox();
  private final CountDownLatch held = new CountDownLatch(1);
  private final TestWriter test =
      new TestWriter(2, 2, Executors.newFixedThreadPool(2), time, mailbox, DeadLetters.failing());
  private final FakeClickHouse clickHouse = test.clickHouse;
  private final ClickHouseWriter writer = test.writer;
  private final TestTable orders = TestWriter.table("orders");
  private final TestTable items = TestWriter.table("items");
  private final TestTable parts = TestWriter.table("parts");

  @AfterEach
  void end() {
    held.countDown();
    writer.close();
  }

  private void write(TestTable table, int... versions) throws Exception {
    for (int version : versions) {
      writer.write(table.create(version, version, "a"), null);
    }
  }

  private static Written batch(String table, String... versions) {
    return new Written(table + "__versions", List.of(versions));
  }

  @Test
  void aTableIsWrittenWhileAnotherOneIs() throws Exception {
    clickHouse.hold("orders__versions", held);
    write(orders, 1, 2);
    write(items, 3, 4, 5);
    write(items, 6);

    assertThat(clickHouse.batches()).startsWith(batch("items", "3", "4"));
    assertThat(clickHouse.batches()).doesNotContain(batch("orders", "1", "2"));
  }

  @Test
  void aTablesBatchesDoNotOvertakeEachOther() throws Exception {
    clickHouse.hold("orders__versions", held);
    write(orders, 1, 2, 3);
    mailbox.whenWaiting(held::countDown);
    write(orders, 4); // waits for the former batch, though a worker is free
    writer.flush(false);

    assertThat(clickHouse.batches())
        .containsExactly(batch("orders", "1", "2"), batch("orders", "3", "4"));
  }

  /** It is not the stream that rests. */
  @Test
  void lateBatchesWaitOnWhileTheWriterHoldsTheStreamBack() throws Exception {
    write(items, 1); // committed in 1970
    time.advance(FlushPacer.LINGER_MILLIS);
    mailbox.yield(); // the timer
    mailbox.yield(); // the first batch's end; the next may wait, as its changes are late
    write(items, 2);
    clickHouse.hold("orders__versions", held);
    write(orders, 1, 2, 3);
    long until = time.getCurrentProcessingTime() + 10 * FlushPacer.LOOK_MILLIS;
    mailbox.whenWaiting(
        () -> {
          if (time.getCurrentProcessingTime() < until) {
            look();
          } else {
            held.countDown();
          }
        });
    write(orders, 4); // waits for the first batch of orders

    assertThat(clickHouse.batches())
        .contains(batch("items", "1"), batch("orders", "1", "2"))
        .doesNotContain(batch("items", "2"));
  }

  private void look() {
    try {
      time.advance(FlushPacer.LOOK_MILLIS);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void waitsForAWorkerWhenAllWrite() throws Exception {
    clickHouse.hold("orders__versions", held);
    clickHouse.hold("items__versions", held);
    write(orders, 1, 2);
    write(items, 3, 4);
    write(parts, 5);
    mailbox.whenWaiting(held::countDown);
    write(parts, 6);
    writer.flush(false);

    assertThat(clickHouse.batches())
        .containsExactlyInAnyOrder(
            batch("orders", "1", "2"), batch("items", "3", "4"), batch("parts", "5", "6"));
  }

  @Test
  void aCheckpointWaitsForAllWorkers() throws Exception {
    clickHouse.hold("orders__versions", held);
    write(orders, 1, 2, 3);
    write(items, 4);
    mailbox.whenWaiting(held::countDown);
    writer.flush(false);

    assertThat(clickHouse.batches())
        .containsExactlyInAnyOrder(
            batch("orders", "1", "2"), batch("orders", "3"), batch("items", "4"));
  }

  @Test
  void theFullestThatIsNotBeingWrittenIsWrittenWhenAllTogetherAreTooLarge() throws Exception {
    clickHouse.hold("orders__versions", held);
    writer.write(orders.create(1, 1, "x".repeat(10_000)), null); // is written
    writer.write(orders.create(2, 2, "x".repeat(2_000)), null);
    writer.write(items.create(3, 3, "x".repeat(1_000)), null);
    mailbox.whenWaiting(
        () -> assertThat(clickHouse.batches()).doesNotContain(batch("orders", "1")));
    writer.write(parts.create(4, 4, "x".repeat(3_000)), null);

    assertThat(clickHouse.batches()).startsWith(batch("parts", "4"));
  }

  @Test
  void whatCameDuringABatchIsWrittenWhenDue() throws Exception {
    clickHouse.hold("orders__versions", held);
    write(orders, 1, 2, 3);
    held.countDown();
    mailbox.yield(); // the first batch's end
    time.advance(1_000);
    mailbox.yield(); // the timer
    mailbox.yield(); // the second batch's end

    assertThat(clickHouse.batches())
        .containsExactly(batch("orders", "1", "2"), batch("orders", "3"));
    assertThat(time.timers()).isZero();
  }

  @Test
  void oneWorkerWaitsForItsRetryAndTheOtherGoesOn() throws Exception {
    clickHouse.failNext(1, new SQLException("no", new ConnectException("refused")));
    write(orders, 1, 2);
    mailbox.yield(); // tells the failure
    write(items, 3, 4);
    mailbox.yield();
    assertThat(clickHouse.batches()).containsExactly(batch("items", "3", "4"));
    time.advance(100);
    writer.flush(false);

    assertThat(clickHouse.batches())
        .containsExactly(batch("items", "3", "4"), batch("orders", "1", "2"));
  }
}
