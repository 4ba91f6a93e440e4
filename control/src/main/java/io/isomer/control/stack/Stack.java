package io.isomer.control.stack;

import io.isomer.testing.localstack.StackAccess;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A stack as the commands see it: processes of this machine, or containers. */
public interface Stack {

  /** Brings it up, unless it is; returns when the whole pipeline is ready. */
  void up(StartOptions options) throws IOException;

  /**
   * The way into a stack that runs.
   *
   * @throws CliException when none runs
   */
  StackAccess access() throws IOException;

  /** The parts of a stack that runs, for a program to read. */
  Object parts() throws IOException;

  /** Shows the parts of a stack that runs. */
  void printParts() throws IOException;

  /** Runs Flink's own command; returns its exit code. */
  int flink(List<String> arguments) throws IOException;

  /** Prints a part's log; returns the exit code. */
  int logs(String part, boolean follow) throws IOException;

  /**
   * Puts another jar in the place of the running job's; returns the exit code.
   *
   * @param patience how long the new job may take to come up
   */
  int upgrade(Optional<Path> jar, Duration patience) throws IOException;

  /** Stops the job with a savepoint, then everything. */
  void down(boolean clean) throws IOException;

  /** How a person calls this command for this stack. */
  String command();
}
