package io.isomer.control.service;

import io.isomer.control.flink.EnvironmentFlink;
import io.isomer.control.flink.FlinkCluster;
import io.isomer.testing.localstack.access.ConnectAccess;
import io.isomer.testing.localstack.access.KafkaAccess;
import java.nio.file.Path;
import java.util.Map;

/** The servers of a pipeline that environment variables describe; the defaults are compose's. */
record ServiceEnvironment(Map<String, String> variables) {

  FlinkCluster flink() {
    return new EnvironmentFlink(variables);
  }

  ConnectAccess connect() {
    return () -> value("CONNECT_URL", "http://connect:8083");
  }

  KafkaAccess kafka() {
    return () -> value("KAFKA_BOOTSTRAP_SERVERS", "kafka:9092");
  }

  /** The directory of the connectors' files. */
  Path connectors() {
    return Path.of(value("CONNECTORS", "/opt/isomer/connectors"));
  }

  /** The file that is touched after each successful check of the job. */
  Path aliveFile() {
    return Path.of(value("ALIVE_FILE", "/tmp/watchdog"));
  }

  private String value(String name, String otherwise) {
    String value = variables.getOrDefault(name, "");
    return value.isEmpty() ? otherwise : value;
  }
}
