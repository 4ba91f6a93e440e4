package io.isomer.stack.cli;

import io.isomer.process.Await;
import io.isomer.stack.StackConfig;
import io.isomer.stack.pipeline.Pipeline;
import io.isomer.stack.supervisor.Shutdown;
import io.isomer.stack.supervisor.StackFiles;
import io.isomer.stack.supervisor.StackState;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Stops the stack. */
@Command(
    name = "down",
    description = "Stops the job with a savepoint, then all parts; data stay unless --clean.",
    mixinStandardHelpOptions = true)
final class DownCommand implements Callable<Integer> {

  @Mixin private StackOption stack;

  @Option(names = "--clean", description = "delete the stack's data, logs and passwords, too")
  private boolean clean;

  private final Terminal terminal = new Terminal();

  @Override
  public Integer call() throws Exception {
    long begin = System.nanoTime();
    Optional<StackState> state = stack.state();
    if (state.isPresent()) {
      stop(state.get());
      double seconds = (System.nanoTime() - begin) / 1e9;
      terminal.line(String.format(Locale.ROOT, "Stopped after %.1f s.", seconds));
    } else {
      terminal.line("No stack runs in " + stack.directory() + ".");
    }
    if (clean && StackFiles.areIn(stack.directory())) {
      StackFiles.delete(stack.directory());
      terminal.line("Deleted the stack's files in " + stack.directory() + ".");
    }
    return 0;
  }

  private void stop(StackState state) throws IOException {
    if (state.running() && !clean) {
      stopJob(stack.config(state.ports()));
    }
    terminal.passing("stopping all parts …");
    Shutdown.stop(stack.directory(), state);
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
}
