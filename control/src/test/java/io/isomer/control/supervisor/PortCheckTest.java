package io.isomer.control.supervisor;

import static org.assertj.core.api.Assertions.assertThat;

import io.isomer.testing.localstack.StackPorts;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class PortCheckTest {

  @Test
  void freePortsAreNoProblem() throws IOException {
    assertThat(PortCheck.problems(StackPorts.free())).isEmpty();
  }

  @Test
  void allProblemsAreReportedWithPartPortAndOption() throws IOException {
    StackPorts free = StackPorts.free();
    try (ServerSocket kafka = new ServerSocket(free.kafka(), 1, InetAddress.getLoopbackAddress());
        ServerSocket flink =
            new ServerSocket(free.flinkRest(), 1, InetAddress.getLoopbackAddress())) {
      assertThat(PortCheck.problems(free))
          .satisfiesExactly(
              problem ->
                  assertThat(problem)
                      .contains("Kafka's port " + kafka.getLocalPort(), "--kafka-port"),
              problem ->
                  assertThat(problem).contains("port " + flink.getLocalPort(), "--flink-port"));
    }
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void holderIsNamed() throws IOException {
    StackPorts free = StackPorts.free();
    try (ServerSocket held =
        new ServerSocket(free.connect(), 1, InetAddress.getLoopbackAddress())) {
      assertThat(Files.exists(Path.of("/proc/net/tcp"))).isTrue();
      assertThat(PortHolder.of(held.getLocalPort()))
          .hasValueSatisfying(
              holder -> assertThat(holder).contains("pid " + ProcessHandle.current().pid()));
    }
  }

  @Test
  void samePortTwiceIsAProblemOfBoth() throws IOException {
    StackPorts free = StackPorts.free();
    StackPorts twice =
        new StackPorts(
            free.postgres(),
            free.postgres(),
            free.kafkaController(),
            free.connect(),
            free.flinkRest(),
            free.clickhouse());
    assertThat(PortCheck.problems(twice))
        .singleElement()
        .asString()
        .contains("--kafka-port", "--postgres-port");
  }
}
