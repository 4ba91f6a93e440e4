package io.isomer.testing.localstack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class StackPortsTest {

  @Test
  void freePortsDiffer() throws IOException {
    assertThat(StackPorts.free().named())
        .extracting(StackPorts.Named::port)
        .doesNotHaveDuplicates();
  }

  @Test
  void survivesACommandLine() {
    StackPorts ports = new StackPorts(1, 2, 3, 4, 5, 6);
    assertThat(StackPorts.parse(ports.format())).isEqualTo(ports);
  }

  /** One of these could be an outgoing connection's before its server listens. */
  @Test
  void noneIsAnOutgoingConnections() throws IOException {
    assertThat(StackPorts.free().named()).allMatch(named -> named.port() < 32_768);
  }
}
