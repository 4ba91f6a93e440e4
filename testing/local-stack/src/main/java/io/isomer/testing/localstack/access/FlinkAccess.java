package io.isomer.testing.localstack.access;

/** How a client reaches Flink. */
@FunctionalInterface
public interface FlinkAccess {

  /** The JobManager's REST interface. */
  String flinkUrl();
}
