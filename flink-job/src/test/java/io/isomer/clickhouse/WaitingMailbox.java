package io.isomer.clickhouse;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.operators.MailboxExecutor;
import org.apache.flink.util.FlinkRuntimeException;
import org.apache.flink.util.function.ThrowingRunnable;

/** A mailbox whose mails other threads send; whoever yields waits for one. */
final class WaitingMailbox implements MailboxExecutor {

  private static final long LIMIT_SECONDS = 20;

  private final BlockingQueue<ThrowingRunnable<? extends Exception>> mails =
      new LinkedBlockingQueue<>();
  private Runnable whenWaiting = () -> {};

  /** Runs that before each wait. */
  void whenWaiting(Runnable action) {
    whenWaiting = action;
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
  public void yield() throws InterruptedException {
    whenWaiting.run();
    ThrowingRunnable<? extends Exception> mail = mails.poll(LIMIT_SECONDS, TimeUnit.SECONDS);
    if (mail == null) {
      throw new IllegalStateException("no mail has come within " + LIMIT_SECONDS + " s");
    }
    try {
      mail.run();
    } catch (Exception e) {
      throw new FlinkRuntimeException(e);
    }
  }

  @Override
  public boolean tryYield() {
    throw new UnsupportedOperationException("nobody asks for that");
  }

  @Override
  public boolean shouldInterrupt() {
    return false;
  }
}
