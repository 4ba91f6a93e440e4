package io.isomer.testing.localstack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * The built project that the stack runs from: class paths of the servers, scripts, connectors and
 * the job.
 *
 * @param home the project's top directory
 */
public record Installation(Path home) {

  /** The system property that names the top directory; without it, it is searched for upwards. */
  public static final String HOME_PROPERTY = "isomer.home";

  /** The installation this JVM runs in. */
  public static Installation locate() {
    String configured = System.getProperty(HOME_PROPERTY);
    Path start = Path.of(configured == null ? "" : configured).toAbsolutePath().normalize();
    for (Path dir = start; dir != null; dir = dir.getParent()) {
      if (Files.isDirectory(dir.resolve("testing/local-stack/runtime"))) {
        return new Installation(dir);
      }
    }
    throw new IllegalStateException(
        "no testing/local-stack/runtime in " + start + " or above; set -D" + HOME_PROPERTY);
  }

  /** The class path of a server, as Maven has assembled it. */
  public String classPath(String runtime) throws IOException {
    return classPathIn(
        home.resolve("testing/local-stack/runtime").resolve(runtime).resolve("target"));
  }

  private static String classPathIn(Path target) throws IOException {
    Path list = built(target.resolve("lib.txt"));
    return Arrays.stream(Files.readString(list).strip().split(":"))
        .map(jar -> target.resolve(jar).toString())
        .collect(Collectors.joining(":"));
  }

  /** The class path of the benchmarks. */
  public String benchmarksClassPath() throws IOException {
    Path target = home.resolve("benchmarks/target");
    return built(target.resolve("classes")) + ":" + classPathIn(target);
  }

  /** The directory of Connect's plugins. */
  public Path connectPlugins() throws IOException {
    return built(home.resolve("testing/local-stack/runtime/debezium/target/plugins"));
  }

  /** The directory with the jar of PostgreSQL's binaries for this platform. */
  public Path postgresLib() throws IOException {
    return built(home.resolve("testing/local-stack/runtime/postgres/target/lib"));
  }

  public Path sql(String database) {
    return home.resolve("sql").resolve(database);
  }

  public Path connectors() {
    return home.resolve("connectors");
  }

  public Path jobJar() {
    return home.resolve("flink-job/target/isomer-flink-job.jar");
  }

  public Path pipelineConfig() {
    return home.resolve("flink-job/pipeline.yaml");
  }

  private static Path built(Path path) throws IOException {
    if (!Files.exists(path)) {
      throw new IOException(path + " is missing: build it with 'mvn -DskipTests package'");
    }
    return path;
  }
}
