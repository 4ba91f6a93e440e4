package io.isomer.benchmarks.measure;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** A recording of the JDK's Flight Recorder in another JVM, from its start to its closing. */
public final class FlightRecording implements AutoCloseable {

  /** No recording. */
  public static final FlightRecording NONE = new FlightRecording(0, null);

  private static final String NAME = "bench";

  private final long pid;
  private final Path file;

  private FlightRecording(long pid, Path file) {
    this.pid = pid;
    this.file = file;
  }

  /** Starts to record with the JDK's profiling settings. */
  public static FlightRecording start(long pid, Path file) throws IOException {
    Files.createDirectories(file.toAbsolutePath().getParent());
    jcmd(pid, "JFR.start", "name=" + NAME, "settings=profile");
    return new FlightRecording(pid, file.toAbsolutePath());
  }

  @Override
  public void close() throws IOException {
    if (file != null) {
      jcmd(pid, "JFR.stop", "name=" + NAME, "filename=" + file);
    }
  }

  private static void jcmd(long pid, String command, String... arguments) throws IOException {
    Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
    ProcessBuilder builder = new ProcessBuilder(jcmd.toString(), String.valueOf(pid), command);
    builder.command().addAll(java.util.List.of(arguments));
    Process process = builder.redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    try {
      if (process.waitFor() != 0) {
        throw new IOException(command + " of process " + pid + " failed: " + output);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted during " + command, e);
    }
  }
}
