package io.isomer.testing.localstack;

import io.isomer.testing.processes.Ports;
import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
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
    Set<Integer> free = new LinkedHashSet<>();
    while (free.size() < 6) {
      free.add(Ports.free());
    }
    return of(free.stream().mapToInt(Integer::intValue).toArray());
  }

  private static StackPorts of(int[] ports) {
    return new StackPorts(ports[0], ports[1], ports[2], ports[3], ports[4], ports[5]);
  }

  /** The ports in one word, for a command line. */
  public String format() {
    return named().stream().map(named -> "" + named.port()).collect(Collectors.joining(","));
  }

  /** Reads what {@link #format()} has written. */
  public static StackPorts parse(String text) {
    return of(Arrays.stream(text.split(",")).mapToInt(Integer::parseInt).toArray());
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
