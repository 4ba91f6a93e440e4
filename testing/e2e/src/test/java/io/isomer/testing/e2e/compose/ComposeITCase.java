package io.isomer.testing.e2e.compose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.isomer.control.compose.ComposeProject;
import io.isomer.control.compose.Container;
import io.isomer.control.flink.FlinkRest;
import io.isomer.testing.e2e.deploy.ComposeImages;
import io.isomer.testing.e2e.deploy.ComposeServices;
import io.isomer.testing.e2e.deploy.Dashboard;
import io.isomer.testing.localstack.Http;
import io.isomer.testing.localstack.Installation;
import io.isomer.testing.processes.Await;
import java.io.IOException;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * docker-compose.yml, unchanged, on a real Docker daemon: {@code mvn verify -Pcompose}. Skipped
 * where no daemon answers or its images can neither be found nor pulled.
 */
@Tag("compose")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ComposeITCase {

  private static final Duration SETTLING = Duration.ofMinutes(3);
  private static ComposeStack stack;

  @BeforeAll
  static void start() throws IOException, InterruptedException {
    Optional<String> missing = missing();
    assumeTrue(missing.isEmpty(), () -> "skipped: " + missing.orElse(""));
    stack = new ComposeStack();
    stack.up();
  }

  private static Optional<String> missing() throws IOException, InterruptedException {
    try {
      ComposeProject.requireDocker(Installation.locate().home());
    } catch (IOException e) { // a machine without Docker is no failure of ours
      return Optional.of(e.getMessage());
    }
    return ComposeImages.missing();
  }

  @AfterAll
  static void takeDown() throws IOException, InterruptedException {
    if (stack == null) {
      return;
    }
    String name = stack.project().name();
    stack.close();
    String label = "label=com.docker.compose.project=" + name;
    for (String kind : List.of("container", "volume", "network")) {
      List<String> list = new ArrayList<>(List.of("docker", kind, "ls", "-q", "--filter", label));
      if (kind.equals("container")) {
        list.add("--all");
      }
      assertThat(ComposeStack.run(list).output()).as(kind + "s left behind").isBlank();
    }
  }

  @Test
  @Order(1)
  void theCommandPlaysTheCurrencyScenario() throws Exception {
    ComposeStack.Run demo = stack.isomer("demo");
    assertThat(demo.output()).contains("identical: ");
    assertThat(demo.exitCode()).isZero();
  }

  @Test
  @Order(2)
  void theCommandsOfTheLocalStackWorkHere() throws Exception {
    assertThat(done("status")).contains("isomer-dw-currency", "RUNNING");
    Await.until(
        "the lag, which follows from the first checkpoint after the first rows",
        SETTLING,
        () -> stack.isomer("status").output().contains("records"));
    assertThat(done("status", "--format", "json")).contains("\"jobmanager\"");
    assertThat(done("check")).contains("Nothing stands in the way.");
    assertThat(done("ddl")).contains("CREATE TABLE", "dw_currency__versions", "CREATE VIEW");
    assertThat(done("sql", "postgres", "SELECT 40 + 2 AS answer")).contains("42");
    assertThat(done("sql", "clickhouse", "SELECT 40 + 2 AS answer")).contains("42");
    assertThat(done("flink", "list")).contains("isomer-dw-currency (RUNNING)");
    assertThat(done("dead-letters", "list")).contains("number");
    assertThat(done("verify")).contains("dw_currency: identical: ");
    assertThat(done("resync", "public.dw_currency")).contains("dw_currency: identical: ");
    assertThat(done("logs", "setup")).contains("connector dw-currency runs");
  }

  private static String done(String... arguments) throws IOException, InterruptedException {
    ComposeStack.Run run = stack.isomer(arguments);
    assertThat(run.exitCode()).as(run.output()).isZero();
    return run.output();
  }

  @Test
  @Order(3)
  void noPortIsReachableButOnTheLoopbackInterface() throws IOException {
    List<InetAddress> others =
        NetworkInterface.networkInterfaces()
            .flatMap(NetworkInterface::inetAddresses)
            .filter(address -> !address.isLoopbackAddress())
            .toList();
    assertThat(others).isNotEmpty();
    for (Container container : stack.project().containers()) {
      assertThat(published(container)).as(container.name()).allMatch(p -> p.startsWith("127."));
    }
    for (Map.Entry<String, Integer> port : stack.ports().entrySet()) {
      assertThat(reachable(InetAddress.getByName("127.0.0.1"), port.getValue()))
          .as(port.toString())
          .isTrue();
      for (InetAddress other : others) {
        assertThat(reachable(other, port.getValue())).as(other + " " + port).isFalse();
      }
    }
  }

  /** Of "127.0.0.1:8083->8083/tcp, 9092/tcp" the former: the latter is open in the network only. */
  private static List<String> published(Container container) {
    return Stream.of(container.ports().split(", ")).filter(port -> port.contains("->")).toList();
  }

  /** An image's own volumes would get no name, and stay behind at each 'down'. */
  @Test
  @Order(3)
  void everyVolumeHasAName() throws Exception {
    for (Container container : stack.project().containers()) {
      String format = "{{range .Mounts}}{{if eq .Type \"volume\"}}{{println .Name}}{{end}}{{end}}";
      ComposeStack.Run volumes =
          ComposeStack.run(List.of("docker", "inspect", "-f", format, container.name()));
      assertThat(volumes.output().lines().filter(name -> !name.isBlank()))
          .as(container.name())
          .allMatch(name -> name.startsWith(stack.project().name() + "_"));
    }
  }

  private static boolean reachable(InetAddress address, int port) throws IOException {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(address, port), 2000);
      return true;
    } catch (ConnectException | java.net.SocketTimeoutException e) { // what the test asks for
      return false;
    }
  }

  /** Autoheal too: there are two, and each restarts the other. */
  @ParameterizedTest
  @Order(4)
  @MethodSource("servicesThatStay")
  void heals(String service) throws Exception {
    stack.change("before " + service);
    Container victim = stack.container(service);
    stack.kill(victim);
    changeWhenPossible("during " + service);
    awaitHealthy(victim);
    stack.change("after " + service);
    System.out.println(service + ": " + stack.awaitEqual());
  }

  static List<String> servicesThatStay() throws IOException {
    return ComposeServices.thatStay();
  }

  /** The source itself may be what was killed. */
  private static void changeWhenPossible(String mark) {
    Await.until(
        "PostgreSQL to take changes",
        SETTLING,
        () -> {
          stack.change(mark);
          return true;
        });
  }

  private static void awaitHealthy(Container victim) {
    Await.until(
        victim.name() + " to be healthy again",
        ComposeStack.HEALING,
        () ->
            stack.project().containers().stream()
                .anyMatch(c -> c.name().equals(victim.name()) && c.status().contains("(healthy)")));
  }

  /** After the JobManager was killed above. */
  @Test
  @Order(5)
  void theJobHasComeBackFromACheckpoint() throws IOException {
    FlinkRest flink = stack.flink();
    String job = flink.activeJob().orElseThrow().id();
    assertThat(flink.restoredFrom(job))
        .hasValueSatisfying(path -> assertThat(path).contains("/chk-"));
  }

  /** Also when it had to be killed in the end, and Docker has long forgotten why. */
  @Test
  @Order(5)
  void whatWasStoppedStaysStopped() throws Exception {
    Container stopped = stack.container("connect");
    stack.docker("stop", "--time", "0", stopped.name());
    assertThat(stack.docker("inspect", "-f", "{{.State.ExitCode}}", stopped.name()).strip())
        .isEqualTo("137");
    stack.change("while Connect is stopped");
    stack.awaitForgotten(stopped, "stop");
    stack.awaitAutohealChecks();
    assertThat(stack.project().running("connect")).isEmpty();
    stack.up();
    awaitHealthy(stopped);
    stack.awaitEqual();
  }

  @Test
  @Order(6)
  void takesMoreTaskManagers() throws Exception {
    stack.up("--scale", "taskmanager=3");
    Await.until(
        "three TaskManagers",
        SETTLING,
        () -> json(stack.access().flinkUrl() + "/taskmanagers").get("taskmanagers").size() == 3);
    stack.change("scaled");
    stack.awaitEqual();
  }

  @Test
  @Order(7)
  void everyPanelHasData() throws Exception {
    for (Map.Entry<String, String> query : Dashboard.queries().entrySet()) {
      String url =
          "http://127.0.0.1:"
              + stack.ports().get("PROMETHEUS_PORT")
              + "/api/v1/query?query="
              + URLEncoder.encode(query.getValue(), StandardCharsets.UTF_8);
      Await.until(
          query.getKey() + " to have data: " + query.getValue(),
          SETTLING,
          () -> !json(url).at("/data/result").isEmpty());
    }
  }

  @Test
  @Order(8)
  void goesOnFromTheLastCheckpointAfterDownAndUp() throws Exception {
    stack.change("before down");
    assertThat(stack.project().down(false)).isZero();
    stack.up();
    FlinkRest flink = stack.flink();
    String job = flink.activeJob().orElseThrow().id();
    assertThat(flink.restoredFrom(job)).hasValueSatisfying(p -> assertThat(p).contains("/chk-"));
    stack.change("after up");
    stack.awaitEqual();
  }

  @Test
  @Order(9)
  void goesOnFromTheSavepointAfterTheCommandsDownAndUp() throws Exception {
    stack.change("before isomer down");
    assertThat(stack.isomer("down").exitCode()).isZero();
    assertThat(stack.isomer("up").exitCode()).isZero();
    FlinkRest flink = stack.flink();
    String job = flink.activeJob().orElseThrow().id();
    assertThat(flink.restoredFrom(job))
        .hasValueSatisfying(path -> assertThat(path).contains("/savepoint-"));
    stack.change("after isomer up");
    stack.awaitEqual();
  }

  @Test
  @Order(10)
  void upgradesBySavepointAndGoesBackWhenTheNewJarDoesNotComeUp() throws Exception {
    Path directory = Files.createTempDirectory("isomer-upgrade");
    Path broken = Files.write(directory.resolve("broken.jar"), new byte[] {'n', 'o'});
    Path other = withAnotherEntry(directory.resolve("other.jar"));
    String before = stack.flink().activeJob().orElseThrow().id();

    ComposeStack.Run refused = stack.isomer("upgrade", broken.toString());
    assertThat(refused.exitCode()).isEqualTo(1);
    assertThat(refused.output()).contains("from the old jar again");
    stack.change("after a refused upgrade");
    stack.awaitEqual();

    ComposeStack.Run upgraded = stack.isomer("upgrade", other.toString());
    assertThat(upgraded.exitCode()).isZero();
    FlinkRest flink = stack.flink();
    String job = flink.activeJob().orElseThrow().id();
    assertThat(job).isNotEqualTo(before);
    assertThat(flink.restoredFrom(job))
        .hasValueSatisfying(p -> assertThat(p).contains("savepoint"));
    stack.change("after the upgrade");
    stack.awaitEqual();
    Files.delete(broken);
    Files.delete(other);
    Files.delete(directory);
  }

  /** The job as it is, in a jar that is another one. */
  private static Path withAnotherEntry(Path target) throws IOException {
    Path jar = Installation.locate().jobJar();
    try (java.util.zip.ZipFile source = new java.util.zip.ZipFile(jar.toFile());
        OutputStream file = Files.newOutputStream(target, StandardOpenOption.CREATE_NEW);
        ZipOutputStream out = new ZipOutputStream(file)) {
      for (ZipEntry entry : java.util.Collections.list(source.entries())) {
        out.putNextEntry(new ZipEntry(entry.getName()));
        source.getInputStream(entry).transferTo(out);
      }
      out.putNextEntry(new ZipEntry("another-entry"));
    }
    return target;
  }

  private static JsonNode json(String url) throws IOException {
    return new ObjectMapper().readTree(Http.get(url).body());
  }
}
