package io.isomer.testing.e2e.chaos;

import io.isomer.control.flink.LocalFlink;
import io.isomer.control.pipeline.Pipeline;
import io.isomer.control.service.Watchdogs;
import io.isomer.control.supervisor.PartWatch;
import io.isomer.testing.localstack.Directories;
import io.isomer.testing.localstack.Installation;
import io.isomer.testing.localstack.KafkaPart;
import io.isomer.testing.localstack.LocalStack;
import io.isomer.testing.localstack.Part;
import io.isomer.testing.localstack.PartName;
import io.isomer.testing.localstack.Secrets;
import io.isomer.testing.localstack.StackConfig;
import io.isomer.testing.localstack.StackListener;
import io.isomer.testing.localstack.StackPorts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;

/** A stack with those who look after it: what the supervisor of {@code ./isomer up} consists of. */
final class ChaosStack implements StackListener, AutoCloseable {

  static final String JOB = "isomer-chaos";
  static final String GROUP = "chaos";
  static final String PREFIX = "chaos";
  static final String DEAD_LETTERS = "dead-letters-of-chaos";
  static final String POISONED_TOPIC = PREFIX + ".public.fuzz";

  private final Path home;
  private final StackConfig config;
  private final Map<Link, TcpProxy> links = new EnumMap<>(Link.class);
  private final LocalStack stack;
  private final PartWatch watch = new PartWatch(this);
  private final Watchdogs watchdogs;
  private volatile FaultLog log = new FaultLog();

  ChaosStack() throws IOException, SQLException {
    home = Files.createTempDirectory("isomer-chaos").toRealPath();
    Path directory = Files.createDirectory(home.resolve("stack"));
    StackPorts ports = StackPorts.free();
    links.put(Link.JOB_CLICKHOUSE, new TcpProxy(ports.clickhouse()));
    links.put(Link.CONNECT_POSTGRES, new TcpProxy(ports.postgres()));
    new ChaosProject(home, links).layOut(Installation.locate().home());
    config = new StackConfig(new Installation(home), directory, ports, Secrets.in(directory));
    stack = new LocalStack(config, this);
    watchdogs =
        new Watchdogs(new LocalFlink(config), config, config, line -> log.add("watchdog: " + line));
    try {
      start();
    } catch (IOException | SQLException | RuntimeException e) {
      keepLogs("start");
      close();
      throw e;
    }
  }

  private void start() throws IOException, SQLException {
    stack.start(this);
    stack.parts().forEach(watch::watch);
    new Pipeline(config).createSourceTables();
    createPoisonedTopic();
    new Pipeline(config).deploy();
    watchdogs.start();
  }

  private void createPoisonedTopic() throws IOException {
    NewTopic topic =
        new NewTopic(POISONED_TOPIC, 2, (short) 1)
            .configs(Map.of("max.message.bytes", String.valueOf(64 << 20)));
    try (Admin admin = KafkaPart.admin(config)) {
      admin.createTopics(List.of(topic)).all().get();
    } catch (InterruptedException | ExecutionException e) {
      throw new IOException("cannot create " + POISONED_TOPIC, e);
    }
  }

  @Override
  public void started(Part part) {
    log.add(part.name().title() + " started, pid " + part.pid());
  }

  @Override
  public void ready(Part part, Duration taken) {
    log.add(part.name().title() + " serves after " + taken.toMillis() + " ms");
  }

  @Override
  public void restarting(Part part, String reason, Duration pause) {
    String line = reason.lines().findFirst().orElse("");
    log.add(part.name().title() + " " + line + "; started again in " + pause.toSeconds() + " s");
  }

  /** From now on events go there. */
  void logTo(FaultLog next) {
    log = next;
  }

  StackConfig config() {
    return config;
  }

  Part part(PartName name) {
    return stack.part(name);
  }

  TcpProxy link(Link link) {
    return links.get(link);
  }

  /** Copies all logs and the job's configuration. */
  Path keepLogs(String name) throws IOException {
    Path kept = Path.of("target", "chaos", name).toAbsolutePath();
    Directories.delete(kept);
    try (Stream<Path> files = Files.walk(config.directory())) {
      for (Path file : files.filter(each -> each.toString().endsWith(".log")).toList()) {
        Path copy = kept.resolve(config.directory().relativize(file));
        Files.createDirectories(copy.getParent());
        Files.copy(file, copy);
      }
    }
    return kept;
  }

  @Override
  public void close() throws IOException {
    watch.close();
    watchdogs.close();
    for (PartName part : PartName.values()) {
      Signals.resume(stack, part);
    }
    try {
      stack.close();
    } finally {
      for (TcpProxy link : links.values()) {
        link.close();
      }
      Directories.delete(home);
    }
  }
}
