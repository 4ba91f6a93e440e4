package io.isomer.control.stack;

import io.isomer.control.flink.LocalFlink;
import io.isomer.control.flink.RestorePoint;
import io.isomer.control.pipeline.Deployment;
import io.isomer.control.pipeline.Pipeline;
import io.isomer.control.supervisor.PortCheck;
import io.isomer.control.supervisor.Shutdown;
import io.isomer.control.supervisor.StackState;
import io.isomer.control.supervisor.SupervisorLink;
import io.isomer.control.terminal.Terminal;
import io.isomer.testing.localstack.StackConfig;
import io.isomer.testing.localstack.StackPorts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Brings a stack up, unless it is. */
final class StackStart {

  private final LocalProcesses stack;
  private final Terminal terminal;

  StackStart(LocalProcesses stack, Terminal terminal) {
    this.stack = stack;
    this.terminal = terminal;
  }

  /** Returns when the whole pipeline is ready; a failure or an interrupt leaves nothing running. */
  void start(StartOptions options) throws IOException {
    Optional<StackState> existing = stack.state();
    if (existing.filter(StackState::running).isPresent()) {
      requireComplete(existing.get());
      return;
    }
    if (existing.isPresent()) {
      // its supervisor has crashed; what the guards are still ending must be gone first
      Shutdown.stop(stack.directory(), existing.get());
    }
    refuseTakenPorts(options.ports());
    StackConfig config = stack.config(options.ports());
    refuseMissing(config.installation().jobJar());
    refuseMissing(config.installation().pipelineConfig());
    launch(config, options.restore());
  }

  private void requireComplete(StackState state) {
    if (!state.complete()) {
      throw new CliException(
          "a stack is being started in " + stack.directory() + ", pid " + state.supervisor().pid());
    }
    terminal.line("The stack is running already; 'isomer down' stops it.");
  }

  private static void refuseTakenPorts(StackPorts ports) {
    List<String> problems = PortCheck.problems(ports);
    if (!problems.isEmpty()) {
      throw new CliException("cannot start:\n  " + String.join("\n  ", problems));
    }
  }

  private static void refuseMissing(Path file) {
    if (!Files.exists(file)) {
      throw new CliException(file + " is missing: build it with 'mvn -DskipTests package'");
    }
  }

  private void launch(StackConfig config, boolean restore) throws IOException {
    long begin = System.nanoTime();
    Optional<Path> restorePoint =
        restore ? RestorePoint.newest(new LocalFlink(config)) : Optional.empty();
    restorePoint.ifPresent(
        point ->
            terminal.line("The job goes on from " + point + "; with --no-restore it would not."));
    StartProgress progress = new StartProgress(terminal);
    try (SupervisorLink link = SupervisorLink.launch(config, progress::event)) {
      Thread interrupt = new Thread(() -> interrupted(link), "interrupt");
      Runtime.getRuntime().addShutdownHook(interrupt);
      new Deployment(new Pipeline(config), progress::step).run(link::ready, restorePoint);
      link.release();
    }
    double seconds = (System.nanoTime() - begin) / 1e9;
    terminal.line(Terminal.good("Ready") + String.format(Locale.ROOT, " after %.1f s.", seconds));
  }

  private void interrupted(SupervisorLink link) {
    if (!link.released()) {
      terminal.line("Stopping what has been started …");
      link.close();
    }
  }
}
