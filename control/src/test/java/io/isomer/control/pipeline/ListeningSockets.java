package io.isomer.control.pipeline;

import io.isomer.testing.localstack.Part;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** On which addresses processes listen, from {@code /proc}, see proc(5). */
final class ListeningSockets {

  private static final String LISTENING = "0A";

  private ListeningSockets() {}

  static Set<String> addresses(List<Part> parts) {
    Set<String> sockets = new TreeSet<>();
    parts.forEach(part -> sockets.addAll(sockets(part.pid())));
    Set<String> addresses = new TreeSet<>();
    for (String table : List.of("/proc/net/tcp", "/proc/net/tcp6")) {
      for (String line : lines(Path.of(table))) {
        String[] row = line.strip().split("\\s+");
        if (row[3].equals(LISTENING) && sockets.contains("socket:[" + row[9] + "]")) {
          addresses.add(address(row[1].split(":")[0]));
        }
      }
    }
    return addresses;
  }

  private static Set<String> sockets(long pid) {
    Set<String> sockets = new TreeSet<>();
    try (Stream<Path> files = Files.list(Path.of("/proc", String.valueOf(pid), "fd"))) {
      for (Path file : files.toList()) {
        sockets.add(target(file));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return sockets;
  }

  private static String target(Path file) {
    try {
      return Files.readSymbolicLink(file).toString();
    } catch (IOException e) { // closed meanwhile
      return "";
    }
  }

  private static List<String> lines(Path table) {
    try {
      return Files.readAllLines(table);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The kernel prints each group of four bytes as a number in the machine's byte order. */
  private static String address(String hex) {
    byte[] printed = HexFormat.of().parseHex(hex);
    byte[] address = new byte[printed.length];
    for (int i = 0; i < printed.length; i++) {
      address[i] = printed[i - i % 4 + 3 - i % 4];
    }
    try {
      return InetAddress.getByAddress(address).getHostAddress();
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException(hex, e);
    }
  }
}
