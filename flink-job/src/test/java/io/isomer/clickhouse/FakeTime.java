package io.isomer.clickhouse;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Delayed;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.operators.ProcessingTimeService;

/** A clock that goes on when it is told to. */
final class FakeTime implements ProcessingTimeService {

  private record Timer(long at, ProcessingTimeCallback callback) {}

  private final List<Timer> timers = new ArrayList<>();
  private long now = 1_000_000;

  @Override
  public long getCurrentProcessingTime() {
    return now;
  }

  @Override
  public ScheduledFuture<?> registerTimer(long at, ProcessingTimeCallback callback) {
    Timer timer = new Timer(at, callback);
    timers.add(timer);
    return new Cancellable(timer);
  }

  /** Lets time pass while the task is busy: timers are late. */
  void pass(long millis) {
    now += millis;
  }

  int timers() {
    return timers.size();
  }

  /** Lets time pass and fires what is due, in order. */
  void advance(long millis) throws Exception {
    long end = now + millis;
    for (Timer next = next(); next != null && next.at() <= end; next = next()) {
      fire(next);
    }
    now = end;
  }

  /** Lets time pass until the next timer and fires it. */
  void advanceToNextTimer() throws Exception {
    if (timers.isEmpty()) {
      throw new IllegalStateException("no timer is set: the task would wait for ever");
    }
    fire(next());
  }

  private Timer next() {
    return timers.stream().min(Comparator.comparingLong(Timer::at)).orElse(null);
  }

  private void fire(Timer timer) throws Exception {
    timers.remove(timer);
    now = Math.max(now, timer.at());
    timer.callback().onProcessingTime(now);
  }

  private final class Cancellable extends CompletableFuture<Object>
      implements ScheduledFuture<Object> {
    private final Timer timer;

    Cancellable(Timer timer) {
      this.timer = timer;
    }

    @Override
    public boolean cancel(boolean mayInterrupt) {
      return timers.removeIf(each -> each == timer);
    }

    @Override
    public long getDelay(TimeUnit unit) {
      return 0;
    }

    @Override
    public int compareTo(Delayed other) {
      return 0;
    }
  }
}
