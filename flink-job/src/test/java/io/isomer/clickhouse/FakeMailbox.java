package io.isomer.clickhouse;

import java.util.ArrayDeque;
import java.util.Queue;
import org.apache.flink.api.common.operators.MailboxExecutor;
import org.apache.flink.util.FlinkRuntimeException;
import org.apache.flink.util.function.ThrowingRunnable;

/** A mailbox that whoever yields empties; yielding with no mail lets time pass. */
final class FakeMailbox implements MailboxExecutor {

  private final FakeTime time;
  private final Queue<ThrowingRunnable<? extends Exception>> mails = new ArrayDeque<>();
  private int yields;

  FakeMailbox(FakeTime time) {
    this.time = time;
  }

  int yields() {
    return yields;
  }

  @Override
  public void execute(
      MailOptions options,
      ThrowingRunnable<? extends Exception> command,
      String format,
      Object... arguments) {
    mails.add(command);
  }

  @Override
  public void yield() {
    yields++;
    try {
      while (mails.isEmpty()) {
        time.advanceToNextTimer();
      }
      mails.remove().run();
    } catch (Exception e) {
      throw new FlinkRuntimeException(e);
    }
  }

  @Override
  public boolean tryYield() {
    boolean any = !mails.isEmpty();
    if (any) {
      this.yield();
    }
    return any;
  }

  @Override
  public boolean shouldInterrupt() {
    return false;
  }

  /** Runs all mails, as the task does between two records. */
  void runAll() throws Exception {
    while (!mails.isEmpty()) {
      mails.remove().run();
    }
  }
}
