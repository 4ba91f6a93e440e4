package io.isomer.testing.clickhouseserver;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where a server keeps its files. */
record ServerDirectory(Path root) {

  Path data() {
    return root.resolve("data");
  }

  Path log() {
    return root.resolve("clickhouse.log");
  }

  /** The server's working directory, also for its temporary files. */
  Path work() {
    return root.resolve("work");
  }

  Path configuration(String name) {
    return root.resolve(name);
  }

  /** Makes the directories; a killed server's temporary files go. */
  void prepare() throws IOException {
    Files.createDirectories(data());
    Directories.delete(work());
    Files.createDirectories(work());
  }
}
