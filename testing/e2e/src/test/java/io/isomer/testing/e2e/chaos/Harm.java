package io.isomer.testing.e2e.chaos;

import io.isomer.control.sql.ClickHouseSql;
import io.isomer.testing.localstack.Part;
import io.isomer.testing.localstack.PartName;
import io.isomer.testing.processes.Await;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** Does to a stack what a plan says, and undoes what does not pass by itself. */
final class Harm {

  private static final Duration LIMIT = Duration.ofMinutes(3);
  private static final Duration END_PATIENCE = Duration.ofSeconds(30);

  private final ChaosStack stack;
  private final FaultLog log;
  private final AtomicLong refusals = new AtomicLong();

  Harm(ChaosStack stack, FaultLog log) {
    this.stack = stack;
    this.log = log;
  }

  /** How many statements ClickHouse has refused because it was filled up. */
  long refusals() {
    return refusals.get();
  }

  private Part alive(PartName name) {
    Part part = stack.part(name);
    Await.until(name.title() + " to be there", LIMIT, part::isAlive);
    return part;
  }

  long kill(PartName name) {
    Part part = alive(name);
    log.add("KILL " + name.title() + ", pid " + part.pid());
    long since = System.nanoTime();
    ProcessHandle.of(part.pid()).ifPresent(ProcessHandle::destroyForcibly);
    return since;
  }

  long restart(PartName name) throws IOException {
    Part part = alive(name);
    long pid = part.pid();
    log.add("RESTART " + name.title() + ", pid " + pid);
    long since = System.nanoTime();
    Signals.end(part);
    try {
      Await.until(name.title() + " to end", END_PATIENCE, () -> ProcessHandle.of(pid).isEmpty());
    } catch (Await.AwaitTimeoutException e) { // as whoever restarts it would
      log.add(name.title() + " does not end when asked: killed");
      ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
    }
    return since;
  }

  long freeze(PartName name, Duration held) throws IOException, InterruptedException {
    Part part = alive(name);
    log.add("FREEZE " + name.title() + ", pid " + part.pid() + ", " + held.toMillis() + " ms");
    List<Long> frozen = Signals.freeze(part);
    try {
      hold(held);
    } finally {
      Signals.resume(frozen);
    }
    log.add("resumed " + name.title());
    return System.nanoTime();
  }

  long cut(Fault.Cut cut, Duration held) throws InterruptedException {
    log.add("CUT " + cut.subject() + ", " + cut.how() + ", " + held.toMillis() + " ms");
    TcpProxy link = stack.link(cut.link());
    link.become(cut.how());
    try {
      hold(held);
    } finally {
      link.become(TcpProxy.State.OPEN);
    }
    log.add("mended " + cut.subject());
    return System.nanoTime();
  }

  long fill(Shortage shortage, Duration held) throws InterruptedException {
    ClickHouseSql clickhouse = new ClickHouseSql(stack.config());
    log.add("FILL ClickHouse, " + shortage.title() + ", " + held.toMillis() + " ms");
    long[] before = {0};
    repeat("to count", () -> before[0] = shortage.refused(clickhouse));
    repeat("ClickHouse to be filled up", () -> shortage.begin(clickhouse));
    try {
      hold(held);
    } finally {
      long[] refused = {0};
      repeat("to count", () -> refused[0] = shortage.refused(clickhouse));
      repeat("ClickHouse to have room again", () -> shortage.end(clickhouse));
      // from zero again after a restart
      long count = refused[0] < before[0] ? refused[0] : refused[0] - before[0];
      refusals.addAndGet(count);
      log.add("ClickHouse has room again; " + shortage.title() + ": " + count + " refused");
    }
    return System.nanoTime();
  }

  private interface Action {
    void run() throws IOException;
  }

  /** ClickHouse may be down just then. */
  private static void repeat(String what, Action action) {
    Await.until(
        what,
        LIMIT,
        () -> {
          action.run();
          return true;
        });
  }

  private static void hold(Duration held) throws InterruptedException {
    TimeUnit.MILLISECONDS.sleep(held.toMillis());
  }
}
