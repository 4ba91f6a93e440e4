package io.isomer.control.compose;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The containers of one {@code docker-compose.yml}, by the programs {@code docker} and {@code
 * docker compose} or, where that is missing, {@code docker-compose}.
 */
public final class ComposeProject {

  /** Every profile, so that what a profile has started is seen without naming it. */
  private static final List<String> ALL_PROFILES =
      List.of("--profile", "monitoring", "--profile", "autoheal");

  private static final String LABEL = "com.docker.compose.";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Shell shell;
  private final Path home;
  private final EnvFile env;
  private List<String> compose;

  /** A project that takes its variables from a file. */
  public ComposeProject(Path home, EnvFile env) {
    this.shell = new Shell(home);
    this.home = home;
    this.env = env;
  }

  /**
   * Looks whether there is a Docker to talk to.
   *
   * @throws IOException with what is missing
   */
  public static void requireDocker(Path home) throws IOException {
    Shell.Result version;
    try {
      version = new Shell(home).capture(List.of("docker", "version", "-f", "{{.Server.Version}}"));
    } catch (IOException e) {
      throw new IOException("the compose stack needs Docker, and 'docker' is not there", e);
    }
    if (version.exitCode() != 0) {
      throw new IOException("Docker does not answer: " + version.output().strip());
    }
  }

  /** The name before each container's own. */
  public String name() {
    String configured = env.values().getOrDefault("COMPOSE_PROJECT_NAME", "");
    String name = configured.isEmpty() ? home.getFileName().toString() : configured;
    return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9_-]", "");
  }

  /** Starts what does not run, with this process's own output; returns the exit code. */
  public int up(String... more) throws IOException {
    List<String> arguments = new ArrayList<>(List.of("up", "-d"));
    arguments.addAll(List.of(more));
    return shell.pass(command(List.of(), arguments.toArray(String[]::new)));
  }

  /**
   * Has Compose read the file; needs no daemon.
   *
   * @throws IOException with what Compose says against it, or when there is no Compose
   */
  public void check() throws IOException {
    Shell.Result config = shell.capture(command(ALL_PROFILES, "config", "--quiet"));
    if (config.exitCode() != 0) {
      throw new IOException("docker-compose.yml: " + config.output().strip());
    }
  }

  /** Whether this machine has {@code docker compose} or {@code docker-compose}. */
  public boolean composeInstalled() {
    try {
      composeProgram();
      return true;
    } catch (IOException e) { // that is the answer
      return false;
    }
  }

  /** Removes all containers and, if wanted, their data. */
  public int down(boolean withData) throws IOException {
    List<String> arguments = new ArrayList<>(List.of("down", "--remove-orphans"));
    if (withData) {
      arguments.add("--volumes");
    }
    return shell.pass(command(ALL_PROFILES, arguments.toArray(String[]::new)));
  }

  /** Prints a service's log. */
  public int logs(String service, boolean follow) throws IOException {
    List<String> arguments = new ArrayList<>(List.of("logs", "--no-color", "--no-log-prefix"));
    if (follow) {
      arguments.add("--follow");
    }
    arguments.add(service);
    return shell.pass(command(ALL_PROFILES, arguments.toArray(String[]::new)));
  }

  private List<String> command(List<String> options, String... arguments) throws IOException {
    if (compose == null) {
      compose = composeProgram();
    }
    List<String> command = new ArrayList<>(compose);
    command.addAll(List.of("-p", name(), "--env-file", env.path().toString()));
    command.addAll(options);
    command.addAll(Arrays.asList(arguments));
    return command;
  }

  private List<String> composeProgram() throws IOException {
    List<String> plugin = List.of("docker", "compose");
    if (shell.capture(List.of("docker", "compose", "version")).exitCode() == 0) {
      return plugin;
    }
    try {
      shell.capture(List.of("docker-compose", "version"));
      return List.of("docker-compose");
    } catch (IOException e) {
      throw new IOException("neither 'docker compose' nor 'docker-compose' is there", e);
    }
  }

  /** All containers, by service and name; none when the stack is down. */
  public List<Container> containers() throws IOException {
    Shell.Result list =
        shell.capture(
            List.of(
                "docker",
                "ps",
                "--all",
                "--no-trunc",
                "--filter",
                "label=" + LABEL + "project=" + name(),
                "--format",
                "{\"name\":{{json .Names}},\"service\":{{json (.Label \""
                    + LABEL
                    + "service\")}},"
                    + "\"state\":{{json .State}},\"status\":{{json .Status}},"
                    + "\"image\":{{json .Image}},\"ports\":{{json .Ports}}}"));
    if (list.exitCode() != 0) {
      throw new IOException("docker ps: " + list.output().strip());
    }
    List<Container> containers = new ArrayList<>();
    for (String line : list.output().lines().toList()) {
      JsonNode json = JSON.readTree(line);
      containers.add(
          new Container(
              json.path("name").asText(),
              json.path("service").asText(),
              json.path("state").asText(),
              json.path("status").asText(),
              json.path("image").asText(),
              json.path("ports").asText()));
    }
    containers.sort(Comparator.comparing(Container::service).thenComparing(Container::name));
    return containers;
  }

  /** A running container of a service. */
  public Optional<Container> running(String service) throws IOException {
    return containers().stream()
        .filter(container -> container.service().equals(service) && container.running())
        .findFirst();
  }

  /** Runs a command in a container, with this process's own input and output. */
  public int exec(Container container, boolean terminal, List<String> arguments)
      throws IOException {
    List<String> command = new ArrayList<>(List.of("docker", "exec", terminal ? "-it" : "-i"));
    command.add(container.name());
    command.addAll(arguments);
    return shell.pass(command);
  }

  /** Copies a file into a container. */
  public void copy(Path file, Container container, String target) throws IOException {
    Shell.Result copied =
        shell.capture(List.of("docker", "cp", file.toString(), container.name() + ":" + target));
    if (copied.exitCode() != 0) {
      throw new IOException("docker cp: " + copied.output().strip());
    }
  }
}
