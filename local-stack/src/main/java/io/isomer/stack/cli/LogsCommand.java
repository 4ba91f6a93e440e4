package io.isomer.stack.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Prints a part's log. */
@Command(name = "logs", description = "Prints a part's log.", mixinStandardHelpOptions = true)
final class LogsCommand implements Callable<Integer> {

  private static final long POLL_MILLIS = 200;

  @Mixin private StackOption stack;

  @Parameters(
      paramLabel = "PART",
      description = "postgres, kafka, connect, jobmanager, taskmanager, clickhouse or supervisor")
  private String part;

  @Option(names = "-f", description = "go on with what is written, until interrupted")
  private boolean follow;

  @Override
  public Integer call() throws Exception {
    Path log = LogFile.of(stack.directory(), part);
    if (!Files.exists(log)) {
      throw new CliException("there is no log yet: " + log);
    }
    try (InputStream in = Files.newInputStream(log)) {
      in.transferTo(System.out);
      while (follow) {
        System.out.flush();
        pause();
        in.transferTo(System.out);
      }
    }
    System.out.flush();
    return 0;
  }

  private static void pause() throws IOException {
    try {
      Thread.sleep(POLL_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }
}
