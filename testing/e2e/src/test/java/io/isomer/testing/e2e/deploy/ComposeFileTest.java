package io.isomer.testing.e2e.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.isomer.control.compose.ComposeAccess;
import io.isomer.control.compose.ComposeProject;
import io.isomer.control.compose.EnvFile;
import io.isomer.testing.localstack.Installation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Holds docker-compose.yml to what docs/COMPOSE.md says of it, without Docker. */
class ComposeFileTest {

  private static final Path HOME = Installation.locate().home();
  private static final Pattern VARIABLE = Pattern.compile("(?<!\\$)\\$\\{(\\w+)([^}]*)}");

  private final JsonNode file;

  ComposeFileTest() throws IOException {
    file = Yaml.read(HOME.resolve("docker-compose.yml"));
  }

  private static Map<String, JsonNode> services() throws IOException {
    return ComposeServices.all();
  }

  @Test
  void everyServiceHasAPinnedImageLimitsAndNoPrivileges() throws IOException {
    services()
        .forEach(
            (name, service) -> {
              assertThat(service.path("image").asText())
                  .as(name + ": image")
                  .matches("[\\w./-]+:v?\\d[\\w.-]*")
                  .doesNotContain("latest");
              assertThat(service.path("mem_limit").asText()).as(name).matches("\\d+[mg]");
              assertThat(service.path("privileged").isMissingNode()).as(name).isTrue();
              assertThat(service.path("security_opt").toString())
                  .as(name)
                  .contains("no-new-privileges:true");
              assertThat(service.has("container_name")).as(name + " can be scaled").isFalse();
            });
  }

  @Test
  void everyServiceThatStaysIsWatchedAndStartedAgain() throws IOException {
    services()
        .forEach(
            (name, service) -> {
              assertThat(service.has("healthcheck"))
                  .as(name)
                  .isEqualTo(!ComposeServices.endsByItself(name));
              assertThat(service.path("restart").asText())
                  .as(name)
                  .matches(
                      ComposeServices.endsByItself(name) ? "no|on-failure:\\d" : "unless-stopped");
            });
  }

  @Test
  void portsArePublishedOnTheLoopbackInterfaceOnly() throws IOException {
    services()
        .forEach(
            (name, service) -> {
              assertThat(service.path("network_mode").asText("none")).as(name).isEqualTo("none");
              service
                  .path("ports")
                  .forEach(
                      port ->
                          assertThat(port.asText())
                              .as(name)
                              .matches("127\\.0\\.0\\.1:\\$\\{\\w+_PORT:-\\d+}:\\d+"));
            });
  }

  @Test
  void namedVolumesAndMountedFilesAreThere() throws IOException {
    services()
        .forEach(
            (name, service) ->
                service
                    .path("volumes")
                    .forEach(
                        volume -> {
                          String source = volume.asText().split(":")[0];
                          if (source.startsWith("./")) {
                            assertThat(HOME.resolve(source)).as(name).exists();
                            assertThat(volume.asText()).as(name).endsWith(":ro");
                          } else if (!source.startsWith("$")) {
                            assertThat(file.get("volumes").has(source)).as(source).isTrue();
                          }
                        }));
  }

  @Test
  void filesThatCommandsNameAreMountedAndExist() throws IOException {
    List<Path> files = new ArrayList<>();
    for (Map.Entry<String, JsonNode> service : services().entrySet()) {
      for (String setting : List.of("entrypoint", "command")) {
        for (JsonNode word : service.getValue().path(setting)) {
          if (word.asText().startsWith("/opt/isomer/")) {
            files.add(mounted(service.getKey(), service.getValue(), word.asText()));
          }
        }
      }
    }
    assertThat(files)
        .contains(HOME.resolve("control/target/isomer-watchdog.jar"))
        .contains(HOME.resolve("deploy/compose/connect.sh"));
    assumeTrue(Files.exists(HOME.resolve("control/target/lib.txt")), "skipped: not packaged");
    assertThat(files).allSatisfy(path -> assertThat(path).isRegularFile());
  }

  /** Where a file of a container is on the host. */
  private static Path mounted(String name, JsonNode service, String inside) {
    for (JsonNode volume : service.path("volumes")) {
      String[] parts = volume.asText().split(":");
      Path target = Path.of(parts[1]);
      if (parts[0].startsWith("./") && Path.of(inside).startsWith(target)) {
        return HOME.resolve(parts[0])
            .resolve(target.relativize(Path.of(inside)).toString())
            .normalize();
      }
    }
    throw new AssertionError(name + " does not mount " + inside);
  }

  @Test
  void whatNeedsDockersSocketIsOffByDefault() throws IOException {
    services()
        .forEach(
            (name, service) -> {
              boolean socket = service.path("volumes").toString().contains("docker.sock");
              assertThat(socket).as(name).isEqualTo(name.equals("autoheal"));
              if (socket) {
                assertThat(service.path("profiles").toString()).isEqualTo("[\"autoheal\"]");
              }
            });
    assertThat(EnvFile.read(HOME.resolve(".env.example")).values().get("COMPOSE_PROFILES"))
        .isEmpty();
  }

  @Test
  void passwordsComeFromTheEnvironmentAndHaveNoDefault() throws IOException {
    String text = Files.readString(HOME.resolve("docker-compose.yml"));
    List<String> passwords = new ArrayList<>();
    for (Map.Entry<String, JsonNode> service : services().entrySet()) {
      service
          .getValue()
          .path("environment")
          .properties()
          .forEach(
              variable -> {
                if (variable.getKey().endsWith("PASSWORD")) {
                  passwords.add(variable.getValue().asText());
                }
              });
    }
    assertThat(passwords).isNotEmpty().allMatch(value -> value.matches("\\$\\{\\w+:\\?[^}]+}"));
    Map<String, String> example = EnvFile.read(HOME.resolve(".env.example")).values();
    example.forEach(
        (name, value) -> {
          if (name.endsWith("PASSWORD")) {
            assertThat(text).as(name).doesNotContain(value);
          }
        });
    assertThat(Files.readAllLines(HOME.resolve(".gitignore"))).contains(".env");
  }

  @Test
  void theExampleSetsEveryVariableOfTheFile() throws IOException {
    Set<String> used = new TreeSet<>();
    Matcher matcher = VARIABLE.matcher(Files.readString(HOME.resolve("docker-compose.yml")));
    while (matcher.find()) {
      used.add(matcher.group(1));
    }
    used.remove("DOCKER_SOCKET"); // for unusual places only
    assertThat(EnvFile.read(HOME.resolve(".env.example")).values().keySet()).containsAll(used);
  }

  @Test
  void aMadeEnvironmentHasPasswordsOfItsOwn(@TempDir Path directory) throws IOException {
    Path made = directory.resolve(".env");
    EnvFile.create(made, HOME.resolve(".env.example"));
    Map<String, String> example = EnvFile.read(HOME.resolve(".env.example")).values();
    EnvFile env = EnvFile.read(made);
    assertThat(env.values().keySet()).isEqualTo(example.keySet());
    env.values()
        .forEach(
            (name, value) -> {
              if (name.endsWith("PASSWORD")) {
                assertThat(value).hasSize(32).isNotEqualTo(example.get(name));
              } else {
                assertThat(value).isEqualTo(example.get(name));
              }
            });
    assertThat(Files.getPosixFilePermissions(made)).hasSize(2);
    assertThat(new ComposeAccess(Installation.locate(), env).clickhouseUrl())
        .isEqualTo("http://127.0.0.1:8123");
  }

  @Test
  void composeItselfTakesTheFile(@TempDir Path directory) throws IOException {
    Path made = directory.resolve(".env");
    EnvFile.create(made, HOME.resolve(".env.example"));
    ComposeProject project = new ComposeProject(HOME, EnvFile.read(made));
    assumeTrue(project.composeInstalled(), "skipped: no Compose on this machine");
    project.check();
  }
}
