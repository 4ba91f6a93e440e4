package io.isomer.testing.clickhouseserver.chdb;

import io.isomer.testing.clickhouseserver.transport.Transport;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;

/**
 * What {@link ChdbHttpServer} is started with.
 *
 * @param library the file {@code libchdb.so}
 * @param data the data directory, which exists
 */
public record ServerOptions(Path library, Path data, int port, String user, Transport transport) {

  /** With plain HTTP. */
  public ServerOptions(Path library, Path data, int port, String user) {
    this(library, data, port, user, Transport.HTTP);
  }

  /** The environment variable that holds the password; without it the password is empty. */
  public static final String PASSWORD_VARIABLE = "CHDB_PASSWORD";

  private static final List<String> NAMES = List.of("--library", "--data", "--port", "--user");

  /** All or none of them: for HTTPS. */
  private static final List<String> TLS_NAMES = List.of("--certificate", "--key", "--authority");

  /** The command line that {@link #parse} reads. */
  public List<String> arguments() {
    List<String> arguments = new ArrayList<>();
    arguments.addAll(
        List.of("--library=" + library, "--data=" + data, "--port=" + port, "--user=" + user));
    arguments.addAll(transport.arguments());
    return arguments;
  }

  static ServerOptions parse(String[] arguments) {
    Map<String, String> values = new HashMap<>();
    for (String argument : arguments) {
      String[] option = argument.split("=", 2);
      if (option.length < 2 || !NAMES.contains(option[0]) && !TLS_NAMES.contains(option[0])) {
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
        values.get("--user"),
        Transport.parse(
            TLS_NAMES.stream().map(values::get).filter(Objects::nonNull).map(Path::of).toList()));
  }
}
