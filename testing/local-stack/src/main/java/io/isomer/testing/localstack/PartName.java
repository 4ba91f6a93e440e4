package io.isomer.testing.localstack;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** The parts of the stack, in the order in which they are listed. */
public enum PartName {
  POSTGRES("PostgreSQL"),
  KAFKA("Kafka"),
  CONNECT("Kafka Connect"),
  JOBMANAGER("Flink JobManager"),
  TASKMANAGER("Flink TaskManager"),
  CLICKHOUSE("ClickHouse");

  private final String title;

  PartName(String title) {
    this.title = title;
  }

  /** The name for people. */
  public String title() {
    return title;
  }

  /** The name on a command line, and of the part's directory and log. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The part of that {@link #id()}.
   *
   * @throws IllegalArgumentException listing the known ones when there is none
   */
  public static PartName of(String id) {
    return Arrays.stream(values())
        .filter(part -> part.id().equals(id))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "no part is called '" + id + "'; the parts are " + ids()));
  }

  private static String ids() {
    return Arrays.stream(values()).map(PartName::id).collect(Collectors.joining(", "));
  }
}
