package io.isomer.control.compose;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** Runs other programs in a directory. */
final class Shell {

  private final Path directory;

  Shell(Path directory) {
    this.directory = directory;
  }

  /** What a run has printed, standard error included. */
  record Result(int exitCode, String output) {}

  /** Runs it with this process's own input and output; returns its exit code. */
  int pass(List<String> command) throws IOException {
    return await(new ProcessBuilder(command).directory(directory.toFile()).inheritIO().start());
  }

  /** Runs it and keeps what it prints. */
  Result capture(List<String> command) throws IOException {
    Process process =
        new ProcessBuilder(command)
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .redirectInput(Redirect.from(Path.of("/dev/null").toFile()))
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Result(await(process), output);
  }

  private static int await(Process process) throws IOException {
    try {
      return process.waitFor();
    } catch (InterruptedException e) {
      process.destroy();
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while " + process.info().command().orElse("") + " ran", e);
    }
  }
}
