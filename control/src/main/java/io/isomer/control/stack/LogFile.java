package io.isomer.control.stack;

import io.isomer.testing.localstack.PartName;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** The local stack's logs. */
final class LogFile {

  private static final String SUPERVISOR = "supervisor";
  private static final long POLL_MILLIS = 200;

  private LogFile() {}

  /**
   * The log of a part, or of the supervisor.
   *
   * @throws CliException listing the parts when there is none of that name
   */
  static Path of(Path directory, String part) {
    if (part.equals(SUPERVISOR)) {
      return directory.resolve("supervisor.log");
    }
    try {
      PartName name = PartName.of(part);
      return directory.resolve(name.id()).resolve(name.id() + ".log");
    } catch (IllegalArgumentException e) {
      throw new CliException(e.getMessage() + ", " + SUPERVISOR, e);
    }
  }

  /** Prints a log and, if wanted, goes on with what is written, until interrupted. */
  static void print(Path log, boolean follow) throws IOException {
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
