package io.isomer.testing.e2e.chaos;

import io.isomer.testing.localstack.PartName;
import java.io.IOException;
import java.time.Duration;
import java.util.Locale;

/** What is done to the stack. */
sealed interface Fault {

  /**
   * Causes it; returns when it is over.
   *
   * @param held how long it goes on where it is not over at once
   * @return from when on all that is left is to recover, by {@link System#nanoTime()}
   */
  long cause(Harm harm, Duration held) throws IOException, InterruptedException;

  /** What it is, as counted: {@code killed}, {@code frozen} and so on. */
  String kind();

  /** Whom it befalls, for people. */
  String subject();

  /** kill -9. */
  record Kill(PartName part) implements Fault {
    @Override
    public long cause(Harm harm, Duration held) {
      return harm.kill(part);
    }

    @Override
    public String kind() {
      return "killed";
    }

    @Override
    public String subject() {
      return part.title();
    }
  }

  /** Asked to end, and started again. */
  record Restart(PartName part) implements Fault {
    @Override
    public long cause(Harm harm, Duration held) throws IOException {
      return harm.restart(part);
    }

    @Override
    public String kind() {
      return "restarted";
    }

    @Override
    public String subject() {
      return part.title();
    }
  }

  /** SIGSTOP, and later SIGCONT. */
  record Freeze(PartName part) implements Fault {
    @Override
    public long cause(Harm harm, Duration held) throws IOException, InterruptedException {
      return harm.freeze(part, held);
    }

    @Override
    public String kind() {
      return "frozen";
    }

    @Override
    public String subject() {
      return part.title();
    }
  }

  /** Two parts that cannot reach each other. */
  record Cut(Link link, TcpProxy.State how) implements Fault {
    @Override
    public long cause(Harm harm, Duration held) throws InterruptedException {
      return harm.cut(this, held);
    }

    @Override
    public String kind() {
      return "cut off, " + how.name().toLowerCase(Locale.ROOT);
    }

    @Override
    public String subject() {
      return link.title();
    }
  }

  /** ClickHouse refuses inserts. */
  record Fill(Shortage shortage) implements Fault {
    @Override
    public long cause(Harm harm, Duration held) throws InterruptedException {
      return harm.fill(shortage, held);
    }

    @Override
    public String kind() {
      return "filled up, " + shortage.title();
    }

    @Override
    public String subject() {
      return PartName.CLICKHOUSE.title();
    }
  }
}
