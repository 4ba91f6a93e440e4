package io.isomer.clickhouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.isomer.changelog.DeadLetters;
import io.isomer.clickhouse.FakeClickHouse.Written;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The writer with a thread that writes beside it. */
class InsertWorkerTest {

  private final WaitingMailbox mailbox = new WaitingMailbox();
  private final ExecutorService thread = Executors.newSingleThreadExecutor();
  private final CountDownLatch held = new CountDownLatch(1);
  private final TestWriter test =
      new TestWriter(2, 1, thread, new FakeTime(), mailbox, DeadLetters.failing());
  private final FakeClickHouse clickHouse = test.clickHouse;
  private final ClickHouseWriter writer = test.writer;
  private final TestTable orders = TestWriter.table("orders");

  @AfterEach
  void end() {
    held.countDown();
    writer.close();
  }

  private void write(int version) throws Exception {
    writer.write(orders.create(version, version, "a"), null);
  }

  private void holdThread() {
    thread.execute(
        () -> {
          try {
            held.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
  }

  private static Written batch(String... versions) {
    return new Written("orders__versions", List.of(versions));
  }

  @Test
  void takesTheNextChangesWhileABatchIsWritten() throws Exception {
    holdThread();
    write(1);
    write(2);
    write(3);
    assertThat(clickHouse.batches()).isEmpty();
    held.countDown();
    writer.flush(false);

    assertThat(clickHouse.batches()).containsExactly(batch("1", "2"), batch("3"));
  }

  @Test
  void waitsWhenTheNextBatchIsFullToo() throws Exception {
    holdThread();
    write(1);
    write(2);
    write(3);
    mailbox.whenWaiting(held::countDown);
    write(4);

    assertThat(clickHouse.batches()).contains(batch("1", "2"));
    writer.flush(false);
    assertThat(clickHouse.batches()).containsExactly(batch("1", "2"), batch("3", "4"));
  }

  @Test
  void anErrorOfTheThreadFailsTheTask() throws Exception {
    clickHouse.breakNext(new StackOverflowError("deep"));
    write(1);

    assertThatThrownBy(() -> writer.flush(false)).isInstanceOf(StackOverflowError.class);
  }

  @Test
  void aDefectOfTheThreadFailsTheTask() throws Exception {
    clickHouse.breakNext(new IllegalStateException("defect"));
    write(1);

    assertThatThrownBy(() -> writer.flush(false)).hasRootCauseMessage("defect");
  }

  @Test
  void closingEndsTheThreadInTheMiddleOfABatch() throws Exception {
    holdThread();
    write(1);
    write(2);
    writer.close();

    assertThat(thread.awaitTermination(0, TimeUnit.SECONDS)).isTrue();
    assertThat(clickHouse.batches()).isEmpty();
  }
}
