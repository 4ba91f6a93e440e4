package io.isomer.benchmarks.measure;

import io.isomer.control.sql.ClickHouseSql;
import io.isomer.testing.localstack.StackAccess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a result depends on beside the code: the machine, and the versions of all that runs on it.
 */
public final class Environment {

  private static final List<String> LIBRARIES =
      List.of(
          "testing/local-stack/runtime/flink:flink-runtime",
          "testing/local-stack/runtime/kafka:kafka-server",
          "testing/local-stack/runtime/debezium:debezium-connector-postgres");

  private Environment() {}

  /** Names and values, in the order in which they are shown. */
  public static Map<String, String> of(StackAccess stack) throws IOException {
    Map<String, String> environment = new LinkedHashMap<>();
    environment.put("date", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
    environment.put("processor", first("/proc/cpuinfo", "model name\\s*: (.*)"));
    environment.put("processors", "" + Runtime.getRuntime().availableProcessors());
    environment.put("memory", first("/proc/meminfo", "MemTotal:\\s*(.*)"));
    environment.put(
        "system", System.getProperty("os.name") + " " + System.getProperty("os.version"));
    environment.put("load before", Files.readString(Path.of("/proc/loadavg")).strip());
    environment.put("Java", System.getProperty("java.runtime.version"));
    environment.put("ClickHouse", new ClickHouseSql(stack).execute("SELECT version()").strip());
    for (String library : LIBRARIES) {
      String[] parts = library.split(":");
      environment.put(parts[1], version(stack, parts[0], parts[1]));
    }
    return environment;
  }

  private static String first(String file, String pattern) throws IOException {
    Matcher matcher = Pattern.compile(pattern).matcher(Files.readString(Path.of(file)));
    return matcher.find() ? matcher.group(1).strip() : "unknown";
  }

  /** As the jar's name tells. */
  private static String version(StackAccess stack, String runtime, String artifact)
      throws IOException {
    Path target = stack.installation().home().resolve(runtime).resolve("target");
    Pattern jar = Pattern.compile(Pattern.quote(artifact) + "-(\\d.*)\\.jar");
    try (var files = Files.walk(target)) {
      return files
          .map(file -> jar.matcher(file.getFileName().toString()))
          .filter(Matcher::matches)
          .findFirst()
          .map(matcher -> matcher.group(1))
          .orElse("unknown");
    }
  }
}
