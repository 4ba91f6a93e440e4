package io.isomer.testing.clickhouseserver;

import io.isomer.testing.processes.GuardedProcess;
import java.io.IOException;
import java.util.Optional;

/** A program that can serve as ClickHouse. */
sealed interface ServerProgram permits InstalledClickHouse, ChdbProgram {

  /** An installed ClickHouse that is new enough, else chDB. */
  static ServerProgram choose() throws IOException {
    Optional<InstalledClickHouse> installed = InstalledClickHouse.find(System.getenv("PATH"));
    return installed.isPresent() ? installed.get() : new ChdbProgram(ChdbLibrary.forThisMachine());
  }

  /** For messages. */
  String name();

  /** Fetches what the program needs; may take minutes. */
  void prepare(ClickHouseServer.Config config) throws IOException;

  /** Starts a server; its directories exist. */
  GuardedProcess start(ClickHouseServer.Config config) throws IOException;
}
