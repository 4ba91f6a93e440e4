package io.isomer.stack.cli;

import io.isomer.stack.PartName;
import java.nio.file.Path;

/** Where the logs are. */
final class LogFile {

  private static final String SUPERVISOR = "supervisor";

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
}
