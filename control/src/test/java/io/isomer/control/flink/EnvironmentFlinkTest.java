package io.isomer.control.flink;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EnvironmentFlinkTest {

  @Test
  void isTheComposeStacksWithoutVariables() throws IOException {
    FlinkCluster flink = new EnvironmentFlink(Map.of("FLINK_URL", ""));
    assertThat(flink.flinkUrl()).isEqualTo("http://jobmanager:8081");
    assertThat(flink.command(List.of("list", "-r")))
        .containsExactly("/opt/flink/bin/flink", "list", "-r");
    assertThat(flink.commandEnvironment()).isEmpty();
    assertThat(flink.checkpoints()).isEqualTo(Path.of("/flink/checkpoints"));
    assertThat(flink.savepoints()).isEqualTo(Path.of("/flink/savepoints"));
    assertThat(flink.jobDirectory()).isEqualTo(Path.of("/flink/job"));
    assertThat(flink.builtJar())
        .isEqualTo(Path.of("/opt/isomer/flink-job/target/isomer-flink-job.jar"));
    assertThat(flink.pipelineFile()).isEqualTo(Path.of("/opt/isomer/flink-job/pipeline.yaml"));
  }

  @Test
  void takesEachVariable() throws IOException {
    FlinkCluster flink =
        new EnvironmentFlink(
            Map.of(
                "FLINK_URL", "http://flink:1",
                "FLINK_COMMAND", "/bin/flink",
                "FLINK_CHECKPOINTS", "/c",
                "FLINK_SAVEPOINTS", "/s",
                "JOB_DIRECTORY", "/j",
                "JOB_JAR", "/job.jar",
                "JOB_PIPELINE", "/p.yaml"));
    assertThat(flink.flinkUrl()).isEqualTo("http://flink:1");
    assertThat(flink.command(List.of())).containsExactly("/bin/flink");
    assertThat(List.of(flink.checkpoints(), flink.savepoints(), flink.jobDirectory()))
        .containsExactly(Path.of("/c"), Path.of("/s"), Path.of("/j"));
    assertThat(List.of(flink.builtJar(), flink.pipelineFile()))
        .containsExactly(Path.of("/job.jar"), Path.of("/p.yaml"));
  }

  @Test
  void runsTheCommandWithTheJobsOptions(@TempDir Path dir) throws IOException {
    Path command =
        Files.createFile(
            dir.resolve("flink"),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    Files.writeString(
        command, "#!/bin/sh\necho \"$@\"\necho JobID 0123456789abcdef0123456789abcdef\n");
    FlinkCluster flink = new EnvironmentFlink(Map.of("FLINK_COMMAND", command.toString()));
    FlinkCli cli = new FlinkCli(flink);
    assertThat(cli.run(Path.of("job.jar"), Path.of("p.yaml")))
        .isEqualTo("0123456789abcdef0123456789abcdef");
    assertThat(cli.capture("list", "-r").output()).startsWith("list -r\n");
  }
}
