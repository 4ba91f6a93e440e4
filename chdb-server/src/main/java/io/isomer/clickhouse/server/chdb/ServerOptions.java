package io.isomer.clickhouse.server.chdb;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * What {@link ChdbHttpServer} is started with.
 *
 * @param library the file {@code libchdb.so}
 * @param data the data directory, which exists
 */
public record ServerOptions(Path library, Path data, int port, String user) {

  /** The environment variable that holds the password; without it the password is empty. */
  public static final String PASSWORD_VARIABLE = "CHDB_PASSWORD";

  private static final List<String> NAMES = List.of("--library", "--data", "--port", "--user");

  /** The command line that {@link #parse} reads. */
  public List<String> arguments() {
    return List.of("--library=" + library, "--data=" + data, "--port=" + port, "--user=" + user);
  }

  static ServerOptions parse(String[] arguments) {
    Map<String, String> values = new HashMap<>();
    for (String argument : arguments) {
      String[] option = argument.split("=", 2);
      if (option.length < 2 || !NAMES.contains(option[0])) {
        throw new IllegalArgumentException(
            "unknown option " + option[0] + "; the options are NAME=VALUE with " + NAMES);
      }
      values.put(option[0], option[1]);
    }
    if (!values.keySet().containsAll(NAMES)) {
      TreeSet<String> missing = new TreeSet<>(NAMES);
      missing.removeAll(values.keySet());
      throw new IllegalArgumentException("missing options: " + missing);
    }
    return new ServerOptions(
        Path.of(values.get("--library")),
        Path.of(values.get("--data")),
        Integer.parseInt(values.get("--port")),
        values.get("--user"));
  }
}
