package io.isomer.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The TCP ports of the stack's servers, all on the loopback interface.
 *
 * @param kafkaController Kafka's second listener, by which the broker reaches its controller
 * @param flinkRest the JobManager's REST interface and dashboard
 */
public record StackPorts(
    int postgres, int kafka, int kafkaController, int connect, int flinkRest, int clickhouse) {

  /** A port with the part that listens on it and the option that changes it. */
  public record Named(String title, String option, int port) {}

  /** Ports that were free, and different, a moment ago. */
  public static StackPorts free() throws IOException {
    List<ServerSocket> held = new ArrayList<>();
    try {
      // held together, or the same port could be given out twice
      for (int i = 0; i < 6; i++) {
        held.add(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
      }
      int[] free = held.stream().mapToInt(ServerSocket::getLocalPort).toArray();
      return new StackPorts(free[0], free[1], free[2], free[3], free[4], free[5]);
    } finally {
      held.forEach(StackPorts::release);
    }
  }

  private static void release(ServerSocket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException("port " + socket.getLocalPort() + " stays taken", e);
    }
  }

  /** The ports in one word, for a command line. */
  public String format() {
    return named().stream().map(named -> "" + named.port()).collect(Collectors.joining(","));
  }

  /** Reads what {@link #format()} has written. */
  public static StackPorts parse(String text) {
    int[] ports = Arrays.stream(text.split(",")).mapToInt(Integer::parseInt).toArray();
    return new StackPorts(ports[0], ports[1], ports[2], ports[3], ports[4], ports[5]);
  }

  /** All ports with their names. */
  public List<Named> named() {
    return List.of(
        new Named("PostgreSQL", "--postgres-port", postgres),
        new Named("Kafka", "--kafka-port", kafka),
        new Named("Kafka's controller", "--kafka-controller-port", kafkaController),
        new Named("Kafka Connect", "--connect-port", connect),
        new Named("Flink's REST and dashboard", "--flink-port", flinkRest),
        new Named("ClickHouse", "--clickhouse-port", clickhouse));
  }
}
