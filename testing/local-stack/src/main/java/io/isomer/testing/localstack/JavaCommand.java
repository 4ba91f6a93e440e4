package io.isomer.testing.localstack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Puts together the command line of a JVM. */
public final class JavaCommand {

  private final List<String> line = new ArrayList<>();

  private JavaCommand() {
    line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    // no file in the common temporary directory that a kill would leave behind
    line.add("-XX:-UsePerfData");
  }

  /** A JVM that is to start fast and stay small, at the price of its peak speed. */
  public static JavaCommand light() {
    return new JavaCommand().with("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");
  }

  /**
   * A JVM that is to stay small, but works much: it starts slower than a light one, and is faster.
   */
  public static JavaCommand busy() {
    return new JavaCommand().with("-XX:+UseSerialGC");
  }

  /**
   * A JVM that is to run fast for long: this collector costs the least of the time in all. Methods
   * are compiled fully when they have run three times as often as by default: else a third of the
   * first minute's CPU time goes into those that only the start needs.
   */
  public static JavaCommand steady() {
    return new JavaCommand()
        .with(
            "-XX:+UseParallelGC",
            "-XX:Tier4InvocationThreshold=15000",
            "-XX:Tier4MinInvocationThreshold=1800",
            "-XX:Tier4CompileThreshold=45000",
            "-XX:Tier4BackEdgeThreshold=120000");
  }

  public JavaCommand with(String... options) {
    line.addAll(List.of(options));
    return this;
  }

  /** Logs to standard output by a configuration written to {@code directory}. */
  JavaCommand logging(Path directory) throws IOException {
    return logging("log4j2.properties", directory);
  }

  /** Logs by one of the configurations that lie beside this class. */
  public JavaCommand logging(String configuration, Path directory) throws IOException {
    return with("-Dlog4j2.configurationFile=" + Resources.copy(configuration, directory));
  }

  /** Keeps temporary files below {@code directory}. */
  public JavaCommand temporaryFilesIn(Path directory) throws IOException {
    Path tmp = Files.createDirectories(directory.resolve("tmp"));
    return with("-Djava.io.tmpdir=" + tmp);
  }

  /** The complete line. */
  public List<String> main(String classPath, String mainClass, String... arguments) {
    with("-cp", classPath, mainClass).with(arguments);
    return List.copyOf(line);
  }
}
