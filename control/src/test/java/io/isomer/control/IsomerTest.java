package io.isomer.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.isomer.testing.localstack.PartName;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class IsomerTest {

  private final StringWriter err = new StringWriter();
  private final StringWriter out = new StringWriter();
  private final CommandLine isomer =
      Isomer.commandLine().setErr(new PrintWriter(err)).setOut(new PrintWriter(out));

  @ParameterizedTest
  @ValueSource(
      strings = {"up", "demo", "sql", "status", "check", "ddl", "flink", "logs", "upgrade", "down"})
  void everyCommandHasHelp(String command) {
    assertThat(isomer.execute(command, "--help")).isZero();
    assertThat(out.toString()).contains("Usage: isomer " + command);
  }

  @Test
  void unknownOptionIsRefusedWithTheLikelyOnes() {
    assertThat(isomer.execute("up", "--kafka-prt", "1")).isEqualTo(2);
    assertThat(err.toString()).contains("--kafka-prt").contains("--kafka-port");
  }

  @Test
  void commandIsRequired() {
    assertThat(isomer.execute()).isEqualTo(2);
    assertThat(err.toString()).contains("status").contains("down");
  }

  @Test
  void flinksOwnOptionsAreLeftToFlink() {
    CommandLine.ParseResult parsed = isomer.parseArgs("flink", "run", "-d", "--help", "job.jar");
    assertThat(parsed.subcommand().matchedPositionalValue(0, java.util.List.of()))
        .isEqualTo(java.util.List.of("run", "-d", "--help", "job.jar"));
  }

  @Test
  void theBenchmarksOwnOptionsAreLeftToThem() {
    CommandLine.ParseResult parsed = isomer.parseArgs("bench", "drain", "--rows", "5", "--help");
    assertThat(parsed.subcommand().matchedPositionalValue(0, java.util.List.of()))
        .isEqualTo(java.util.List.of("drain", "--rows", "5", "--help"));
  }

  @Test
  void benchmarksAreNotForContainers() {
    assertThat(isomer.execute("--compose", "bench", "drain")).isEqualTo(1);
  }

  @Test
  void logsHelpNamesEveryPart() {
    isomer.execute("logs", "--help");
    String help = out.toString().replaceAll("\\s+", " ");
    assertThat(Arrays.stream(PartName.values()).map(PartName::id)).allMatch(help::contains);
  }

  @Test
  void composeIsSaidBeforeOrAfterTheCommand() {
    for (String[] line : new String[][] {{"--compose", "status"}, {"status", "--compose"}}) {
      CommandLine again = Isomer.commandLine();
      again.parseArgs(line);
      assertThat(((Isomer) again.getCommand()).compose()).isTrue();
    }
  }

  @Test
  void optionsOfTheLocalStackAreRefusedWithCompose() {
    assertThat(isomer.execute("--compose", "up", "--kafka-port", "1")).isEqualTo(2);
    assertThat(err.toString()).contains("--kafka-port is for the local stack");
  }

  @ParameterizedTest
  @ValueSource(strings = {"status", "dead-letters list", "dead-letters replay --all", "down"})
  void everyCommandKnowsWhichStackItIsFor(String command) {
    String[] line = ("--compose " + command + " --dir /tmp").split(" ");
    assertThat(isomer.execute(line)).isEqualTo(2);
    assertThat(err.toString()).contains("--dir is for the local stack");
  }
}
