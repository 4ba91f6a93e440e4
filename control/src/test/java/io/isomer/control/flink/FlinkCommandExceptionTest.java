package io.isomer.control.flink;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FlinkCommandExceptionTest {

  @Test
  void namesCommandExitCodeAndInnermostCause() {
    String output =
        """
        The program finished with an exception
        \tat org.apache.flink.Client.run(Client.java:1)
        Caused by: java.util.concurrent.ExecutionException: outer
        Caused by: java.io.IOException: no such topic

        second line
        \tat org.apache.flink.Job.main(Job.java:2)
        \t... 7 more
        """;
    FlinkCommandException failure =
        new FlinkCommandException("flink run", new FlinkCli.Result(1, output));
    assertThat(failure)
        .hasMessage(
            "flink run ended with exit code 1:\njava.io.IOException: no such topic\nsecond line");
    assertThat(failure.of("flink run, going on from /s,").getMessage())
        .startsWith("flink run, going on from /s, ended with exit code 1:\n");
    assertThat(failure.output()).isEqualTo(output);
  }
}
