package io.isomer.control.stack;

import io.isomer.control.compose.ComposeAccess;
import io.isomer.control.compose.ComposeProject;
import io.isomer.control.compose.Container;
import io.isomer.control.compose.EnvFile;
import io.isomer.control.terminal.Terminal;
import io.isomer.control.terminal.TextTable;
import io.isomer.testing.localstack.Installation;
import io.isomer.testing.localstack.StackAccess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The stack of {@code docker-compose.yml}. */
final class Containers implements Stack {

  /** The service with Flink's command and the watchdog's program. */
  private static final String WATCHDOG = "watchdog";

  private static final String PROGRAM = "/opt/isomer/control/target/isomer-watchdog.jar";
  private static final String BUILT_JAR = "/opt/isomer/flink-job/target/isomer-flink-job.jar";
  private static final String NEW_JAR = "/tmp/new.jar";

  private final Installation installation = Installation.locate();
  private final Path envFile;
  private final Terminal terminal = new Terminal();

  Containers(Optional<Path> envFile) {
    this.envFile = envFile.orElse(installation.home().resolve(".env")).toAbsolutePath().normalize();
  }

  private ComposeProject project() throws IOException {
    if (!Files.exists(envFile)) {
      throw notRunning();
    }
    ComposeProject.requireDocker(installation.home());
    return new ComposeProject(installation.home(), EnvFile.read(envFile));
  }

  private CliException notRunning() {
    return new CliException("no compose stack runs: start it with '" + command() + " up'");
  }

  private Container watchdog() throws IOException {
    return project().running(WATCHDOG).orElseThrow(this::notRunning);
  }

  @Override
  public void up(StartOptions options) throws IOException {
    options.refuseAny("the compose stack's ports are in " + envFile + ", and its job goes on");
    ComposeProject.requireDocker(installation.home());
    if (!Files.exists(envFile)) {
      EnvFile.create(envFile, installation.home().resolve(".env.example"));
      terminal.line("Made " + envFile + " with passwords of its own.");
    }
    long begin = System.nanoTime();
    if (project().up() != 0) {
      project().logs("setup", false);
      throw new CliException("the compose stack did not come up; the last words are setup's");
    }
    double seconds = (System.nanoTime() - begin) / 1e9;
    terminal.line(Terminal.good("Ready") + String.format(Locale.ROOT, " after %.1f s.", seconds));
  }

  @Override
  public StackAccess access() throws IOException {
    watchdog();
    return new ComposeAccess(installation, EnvFile.read(envFile));
  }

  @Override
  public Object parts() throws IOException {
    watchdog();
    return project().containers();
  }

  @Override
  public void printParts() throws IOException {
    TextTable table = new TextTable().row("Part", "State", "Image", "Ports");
    for (Container container : project().containers()) {
      table.row(
          container.service(),
          container.running() ? Terminal.good(container.status()) : container.status(),
          container.image(),
          container.ports());
    }
    terminal.line("");
    table.lines().stream().limit(1).map(Terminal::bold).forEach(terminal::line);
    table.lines().stream().skip(1).forEach(terminal::line);
  }

  @Override
  public int flink(List<String> arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of("flink"));
    command.addAll(arguments);
    boolean interactive = terminal.interactive() && Terminal.inputIsTerminal();
    return project().exec(watchdog(), interactive, command);
  }

  @Override
  public int logs(String part, boolean follow) throws IOException {
    return project().logs(part, follow);
  }

  @Override
  public int upgrade(Optional<Path> jar, Duration patience) throws IOException {
    Container watchdog = watchdog();
    String inside = BUILT_JAR;
    if (jar.isPresent()) {
      Path file = jar.get().toAbsolutePath();
      if (!Files.isRegularFile(file)) {
        throw new CliException("there is no jar " + file);
      }
      project().copy(file, watchdog, NEW_JAR);
      inside = NEW_JAR;
    }
    String seconds = String.valueOf(patience.toSeconds());
    return project().exec(watchdog, false, program("upgrade", "--wait", seconds, inside));
  }

  private static List<String> program(String... arguments) {
    List<String> line = new ArrayList<>(List.of("java", "-Xmx64m", "-XX:+UseSerialGC"));
    line.addAll(List.of("-jar", PROGRAM));
    line.addAll(List.of(arguments));
    return line;
  }

  /** A job that cannot be stopped properly must not keep the stack from going down. */
  @Override
  public void down(boolean clean) throws IOException {
    if (!Files.exists(envFile)) {
      terminal.line("No compose stack runs.");
      return;
    }
    ComposeProject project = project();
    Optional<Container> watchdog = project.running(WATCHDOG);
    if (watchdog.isPresent() && !clean) {
      project.exec(watchdog.get(), false, program("stop"));
    }
    if (project.down(clean) != 0) {
      throw new CliException("the compose stack did not go down");
    }
  }

  @Override
  public String command() {
    return "./isomer --compose";
  }
}
