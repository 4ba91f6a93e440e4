package io.isomer.control.supervisor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Who listens on a port, where the system tells ({@code /proc}, see proc(5)). */
final class PortHolder {

  private static final String LISTENING = "0A";
  private static final int LOCAL_ADDRESS = 1;
  private static final int STATE = 3;
  private static final int INODE = 9;
  private static final int COMMAND_CHARS = 60;

  private PortHolder() {}

  /** "pid 1234 (java -cp …)"; none when it cannot be told. */
  static Optional<String> of(int port) {
    return Stream.of("/proc/net/tcp", "/proc/net/tcp6")
        .flatMap(table -> inode(Path.of(table), port).stream())
        .flatMap(inode -> owner("socket:[" + inode + "]").stream())
        .findFirst()
        .map(PortHolder::describe);
  }

  private static Optional<String> inode(Path table, int port) {
    String suffix = String.format(Locale.ROOT, ":%04X", port);
    try (Stream<String> lines = Files.lines(table)) {
      return lines
          .map(line -> line.strip().split("\\s+"))
          .filter(row -> row.length > INODE)
          .filter(row -> row[LOCAL_ADDRESS].endsWith(suffix) && row[STATE].equals(LISTENING))
          .map(row -> row[INODE])
          .findFirst();
    } catch (IOException e) { // no such table on this system: the holder stays unknown
      return Optional.empty();
    }
  }

  private static Optional<ProcessHandle> owner(String socket) {
    return ProcessHandle.allProcesses().filter(process -> holds(process, socket)).findFirst();
  }

  private static boolean holds(ProcessHandle process, String socket) {
    try (Stream<Path> files = Files.list(Path.of("/proc", String.valueOf(process.pid()), "fd"))) {
      return files.anyMatch(file -> isLinkTo(file, socket));
    } catch (IOException e) { // another user's process, or one that has just ended
      return false;
    }
  }

  private static boolean isLinkTo(Path file, String socket) {
    try {
      return Files.readSymbolicLink(file).toString().equals(socket);
    } catch (IOException e) { // closed meanwhile
      return false;
    }
  }

  private static String describe(ProcessHandle process) {
    String command = process.info().commandLine().orElse("?");
    String shown =
        command.length() > COMMAND_CHARS ? command.substring(0, COMMAND_CHARS) + "…" : command;
    return "pid " + process.pid() + " (" + shown + ")";
  }
}
