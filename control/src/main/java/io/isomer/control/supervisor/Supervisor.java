package io.isomer.control.supervisor;

import io.isomer.control.flink.LocalFlink;
import io.isomer.control.service.Watchdogs;
import io.isomer.control.supervisor.SupervisorEvent.Kind;
import io.isomer.testing.localstack.Installation;
import io.isomer.testing.localstack.LocalStack;
import io.isomer.testing.localstack.Part;
import io.isomer.testing.localstack.PartName;
import io.isomer.testing.localstack.Secrets;
import io.isomer.testing.localstack.StackConfig;
import io.isomer.testing.localstack.StackListener;
import io.isomer.testing.localstack.StackPorts;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;

/**
 * The process that holds a stack: all parts end with it, however it ends.
 *
 * <p>Parts that end by themselves are started again, and a JobManager that has come back without
 * the job gets it again, connectors that have failed are restarted, and transactions that Kafka has
 * forgotten are ended, as soon as the whole pipeline has been up.
 *
 * <p>It reports to standard output, one {@link SupervisorEvent} a line, and reads from standard
 * input: the line {@value #COMPLETE} sets it free; an end of file before that means that whoever
 * wanted the stack is gone, and it stops everything. SIGTERM stops everything, too.
 */
public final class Supervisor implements StackListener {

  static final String COMPLETE = "complete";

  private final Path directory;
  private final LocalStack stack;
  private final PartWatch watch = new PartWatch(this);
  private final Watchdogs watchdogs;
  private StackState state;
  private boolean stopping;

  private Supervisor(StackConfig config) throws IOException {
    this.directory = config.directory();
    ProcessIdentity self = ProcessIdentity.of(ProcessHandle.current()).orElseThrow();
    this.state = new StackState(self, config.ports(), false, java.util.List.of());
    this.stack = new LocalStack(config, this);
    this.watchdogs = new Watchdogs(new LocalFlink(config), config, config, Supervisor::log);
    StateFile.write(directory, state);
  }

  /** Arguments: the stack's directory and its ports, in {@link StackPorts}' order. */
  public static void main(String[] args) throws IOException, InterruptedException {
    Path directory = Path.of(args[0]);
    StackPorts ports = StackPorts.parse(args[1]);
    try (DirectoryLock lock = DirectoryLock.acquire(directory)) {
      StackConfig config =
          new StackConfig(Installation.locate(), directory, ports, Secrets.in(directory));
      new Supervisor(config).run();
      lock.holdForever();
    } catch (IOException | RuntimeException e) {
      e.printStackTrace();
      report(new SupervisorEvent(Kind.FAILED, null, 0, String.valueOf(e.getMessage())));
      System.exit(1);
    }
  }

  private void run() throws IOException {
    Runtime.getRuntime().addShutdownHook(new Thread(this::stop, "stop"));
    Thread reader = new Thread(this::obey, "standard-input");
    reader.setDaemon(true);
    reader.start();
    stack.start(this);
    stack.parts().forEach(watch::watch);
  }

  private void obey() {
    try (BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
      if (COMPLETE.equals(in.readLine())) {
        update(StackState::completed);
        watchdogs.start();
        return;
      }
    } catch (IOException e) {
      e.printStackTrace(); // as good as an end of file: nobody can set us free any more
    }
    System.exit(2);
  }

  private void stop() {
    synchronized (this) {
      stopping = true;
    }
    watch.close();
    watchdogs.close();
    try {
      stack.close();
      StateFile.delete(directory);
    } catch (IOException e) {
      e.printStackTrace(); // the guards end what is left as soon as this process is gone
    }
  }

  @Override
  public void started(Part part) {
    ProcessIdentity process = ProcessIdentity.of(part.pid()).orElse(null);
    update(s -> s.with(starting(s, part, process)));
    part.onExit().thenAccept(code -> died(part.name(), process, code));
  }

  private static PartState starting(StackState state, Part part, ProcessIdentity process) {
    return state
        .part(part.name())
        .map(last -> last.again(process))
        .orElseGet(
            () -> PartState.starting(part.name(), process, part.address(), part.log().toString()));
  }

  @Override
  public void ready(Part part, Duration taken) {
    double seconds = taken.toMillis() / 1000.0;
    update(s -> s.with(s.part(part.name()).orElseThrow().up(seconds)));
    report(new SupervisorEvent(Kind.READY, part.name(), seconds, ""));
  }

  @Override
  public void progress(PartName part, String message) {
    report(new SupervisorEvent(Kind.PROGRESS, part, 0, message));
  }

  @Override
  public void restarting(Part part, String reason, Duration pause) {
    log(
        part.name().title()
            + " "
            + reason
            + "; it is started again in "
            + pause.toSeconds()
            + " s");
  }

  /** Unless another process has taken its place already. */
  private void died(PartName part, ProcessIdentity process, int exitCode) {
    update(
        s -> {
          PartState last = s.part(part).orElseThrow();
          return Objects.equals(last.process(), process) ? s.with(last.dead(exitCode)) : s;
        });
  }

  /** Standard error is the supervisor's log. */
  private static void log(String message) {
    System.err.println(Instant.now().truncatedTo(ChronoUnit.MILLIS) + " " + message);
  }

  private synchronized void update(java.util.function.UnaryOperator<StackState> change) {
    if (stopping) {
      return;
    }
    state = change.apply(state);
    try {
      StateFile.write(directory, state);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException("the state cannot be written down", e);
    }
  }

  private static synchronized void report(SupervisorEvent event) {
    System.out.println(event.line());
  }
}
