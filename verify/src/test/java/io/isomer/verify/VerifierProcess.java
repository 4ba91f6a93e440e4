package io.isomer.verify;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.isomer.testing.localstack.Installation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/**
 * The verifier's jar in a JVM of its own, with the options of memory and compilation that {@code
 * ./isomer} gives to its own.
 */
final class VerifierProcess {

  private static final Pattern JVM_OPTION = Pattern.compile("(?<= )-X\\S+");
  private static final long LOOK_MILLIS = 20;

  private final List<String> line;
  private final Path directory;

  /**
   * What one run has left.
   *
   * @param peakBytes the most resident memory that was seen, in bytes
   */
  record Run(int exitCode, JsonNode report, long peakBytes, Duration took) {}

  /**
   * @param arguments its databases and tables
   * @param directory for what it prints
   */
  VerifierProcess(List<String> arguments, Path directory) throws IOException {
    Path home = Installation.locate().home();
    line =
        new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin/java").toString()));
    line.addAll(memoryOptions(home.resolve("isomer")));
    line.add("-jar");
    line.add(home.resolve("verify/target/isomer-verify.jar").toString());
    line.addAll(arguments);
    line.addAll(List.of("--settle", "0", "--format", "json"));
    this.directory = directory;
  }

  private static List<String> memoryOptions(Path script) throws IOException {
    String start =
        Files.readAllLines(script).stream()
            .filter(each -> each.startsWith("exec \"$java\""))
            .findFirst()
            .orElseThrow(() -> new IOException("no line of " + script + " starts Java"));
    List<String> options = JVM_OPTION.matcher(start).results().map(match -> match.group()).toList();
    if (options.stream().noneMatch(option -> option.startsWith("-Xmx"))) {
      throw new IOException(script + " does not bound Java's memory by -Xmx: " + start);
    }
    return options;
  }

  /**
   * Runs it to its end.
   *
   * @throws IOException when it has printed no report, or does not end in time
   */
  Run run(Duration limit, String... more) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(line);
    command.addAll(List.of(more));
    Path out = directory.resolve("report.json");
    Path errors = directory.resolve("errors.log");
    long begin = System.nanoTime();
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(out.toFile())
            .redirectError(errors.toFile())
            .start();
    try {
      long peak = 0;
      while (!process.waitFor(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
        peak = Math.max(peak, peakBytes(process));
        if (System.nanoTime() - begin > limit.toNanos()) {
          throw new IOException("the verifier did not end within " + limit.toSeconds() + " s");
        }
      }
      Duration took = Duration.ofNanos(System.nanoTime() - begin);
      return new Run(process.exitValue(), report(out, errors), peak, took);
    } finally {
      process.destroyForcibly();
    }
  }

  private static JsonNode report(Path out, Path errors) throws IOException {
    String text = Files.readString(out, UTF_8);
    if (text.isBlank()) {
      throw new IOException("the verifier reported nothing: " + Files.readString(errors, UTF_8));
    }
    return new ObjectMapper().readTree(text);
  }

  /** What Linux has seen at most; zero of a process that has just ended. */
  private static long peakBytes(Process process) throws IOException, InterruptedException {
    List<String> status;
    try {
      status = Files.readAllLines(Path.of("/proc", String.valueOf(process.pid()), "status"));
    } catch (IOException e) {
      if (process.waitFor(1, TimeUnit.SECONDS)) {
        return 0;
      }
      throw e;
    }
    return status.stream()
        .filter(each -> each.startsWith("VmHWM:"))
        .mapToLong(each -> Long.parseLong(each.replaceAll("\\D", "")) * 1024)
        .findFirst()
        .orElse(0);
  }
}
