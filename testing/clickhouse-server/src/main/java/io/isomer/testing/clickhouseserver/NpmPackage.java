package io.isomer.testing.clickhouseserver;

import io.isomer.testing.processes.Await;
import io.isomer.testing.processes.GuardedProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A package of npm's registry.
 *
 * @param npm the program: {@code npm}, or its path
 */
record NpmPackage(String name, String version, String npm) {

  /** Ends only a download that hangs; a slow line may need most of it. */
  private static final Duration LIMIT = Duration.ofHours(2);

  /** A shell's exit status for a command that is not there. */
  private static final int NOT_FOUND = 127;

  /**
   * Fetches the package's archive, its integrity checked by npm, with the user's npm settings.
   *
   * @param folder an empty folder for the archive and npm's leftovers
   */
  Path download(Path folder, Progress progress) throws IOException {
    Path log = folder.resolve("npm.log");
    // a cache of its own: its size is the progress, and no second copy stays in the user's cache
    List<String> command =
        List.of(
            npm,
            "pack",
            name + "@" + version,
            "--cache=" + folder.resolve("cache"),
            "--loglevel=error");
    GuardedProcess process = GuardedProcess.start("npm", command, Map.of(), folder, log);
    ProgressMeter meter = new ProgressMeter(progress, "downloading " + this, -1);
    try {
      Await.until(
          name + " to be downloaded",
          LIMIT,
          () -> {
            boolean running = process.isAlive();
            meter.at(running ? largestFile(folder) : 0);
            return !running;
          });
    } finally {
      process.kill();
    }
    int status = process.onExit().join();
    if (status == NOT_FOUND) {
      throw new IOException(
          "npm cannot be started, and it is needed once to fetch chDB, ClickHouse's engine: install"
              + " npm; or install ClickHouse, so that the command clickhouse is on the PATH");
    }
    if (status != 0) {
      throw new IOException(
          String.join(" ", command)
              + " failed: "
              + Files.readString(log).strip()
              + "\nCheck that npm reaches its registry (npm ping), then try again;"
              + " or install ClickHouse, so that the command clickhouse is on the PATH.");
    }
    Path archive = archive(folder);
    meter.done(Files.size(archive));
    return archive;
  }

  private static Path archive(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.toString().endsWith(".tgz"))
          .findFirst()
          .orElseThrow(() -> new IOException("npm pack has left no archive in " + folder));
    }
  }

  /** npm writes the package to its cache and to the archive: the larger file is ahead. */
  private static long largestFile(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .map(Path::toFile)
          .mapToLong(file -> file.isFile() ? file.length() : 0)
          .max()
          .orElse(0);
    }
  }

  @Override
  public String toString() {
    return name + " " + version;
  }
}
