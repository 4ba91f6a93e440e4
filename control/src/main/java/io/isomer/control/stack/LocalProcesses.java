package io.isomer.control.stack;

import io.isomer.control.flink.FlinkCli;
import io.isomer.control.flink.JobUpgrade;
import io.isomer.control.flink.LocalFlink;
import io.isomer.control.pipeline.Pipeline;
import io.isomer.control.supervisor.Shutdown;
import io.isomer.control.supervisor.StackFiles;
import io.isomer.control.supervisor.StackState;
import io.isomer.control.supervisor.StateFile;
import io.isomer.control.terminal.Terminal;
import io.isomer.testing.localstack.Installation;
import io.isomer.testing.localstack.Secrets;
import io.isomer.testing.localstack.StackConfig;
import io.isomer.testing.localstack.StackPorts;
import io.isomer.testing.processes.Await;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The stack without Docker: every part a process of this machine, with its data in a directory. */
final class LocalProcesses implements Stack {

  private final Path directory;
  private final Terminal terminal = new Terminal();

  LocalProcesses(Path directory) {
    this.directory = directory;
  }

  Path directory() {
    return directory;
  }

  Optional<StackState> state() throws IOException {
    return StateFile.read(directory);
  }

  private StackState running() throws IOException {
    return state().filter(StackState::running).orElseThrow(this::notRunning);
  }

  private CliException notRunning() {
    return new CliException("no stack runs in " + directory + ": start it with 'isomer up'");
  }

  /** A configuration with these ports; creates the directory when it is missing. */
  StackConfig config(StackPorts ports) throws IOException {
    Path real = Files.createDirectories(directory).toRealPath();
    return new StackConfig(Installation.locate(), real, ports, Secrets.in(real));
  }

  @Override
  public void up(StartOptions options) throws IOException {
    new StackStart(this, terminal).start(options);
  }

  @Override
  public StackConfig access() throws IOException {
    return config(running().ports());
  }

  @Override
  public Object parts() throws IOException {
    return running();
  }

  @Override
  public void printParts() throws IOException {
    new StackTable(running()).print(terminal);
  }

  @Override
  public int flink(List<String> arguments) throws IOException {
    return new FlinkCli(access()).pass(arguments);
  }

  @Override
  public int logs(String part, boolean follow) throws IOException {
    LogFile.print(LogFile.of(directory, part), follow);
    return 0;
  }

  @Override
  public int upgrade(Optional<Path> jar, Duration patience) throws IOException {
    StackConfig config = config(running().ports());
    Path chosen = jar.orElse(config.installation().jobJar()).toAbsolutePath();
    return new JobUpgrade(new LocalFlink(config), patience, terminal::line).to(chosen) ? 0 : 1;
  }

  @Override
  public void down(boolean clean) throws IOException {
    long begin = System.nanoTime();
    Optional<StackState> state = state();
    if (state.isPresent()) {
      stop(state.get(), clean);
      double seconds = (System.nanoTime() - begin) / 1e9;
      terminal.line(String.format(Locale.ROOT, "Stopped after %.1f s.", seconds));
    } else {
      terminal.line("No stack runs in " + directory + ".");
    }
    if (clean && StackFiles.areIn(directory)) {
      StackFiles.delete(directory);
      terminal.line("Deleted the stack's files in " + directory + ".");
    }
  }

  private void stop(StackState state, boolean clean) throws IOException {
    if (state.running() && !clean) {
      stopJob(config(state.ports()));
    }
    terminal.passing("stopping all parts …");
    Shutdown.stop(directory, state);
  }

  /** A job that cannot be stopped properly must not keep the stack from going down. */
  private void stopJob(StackConfig config) {
    terminal.passing("stopping the job with a savepoint …");
    try {
      new Pipeline(config)
          .job()
          .stop()
          .ifPresent(savepoint -> terminal.line("The job's state is in " + savepoint));
    } catch (IOException | Await.AwaitTimeoutException e) {
      terminal.line(
          "The job could not be stopped with a savepoint; the next start goes on from its last"
              + " checkpoint. The reason: "
              + e.getMessage());
    }
  }

  @Override
  public String command() {
    return "./isomer";
  }
}
