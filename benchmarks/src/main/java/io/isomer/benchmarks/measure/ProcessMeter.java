package io.isomer.benchmarks.measure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What a process has used, as Linux tells it in {@code /proc}. */
public final class ProcessMeter {

  /** The kernel's unit of time in {@code /proc}, the same on every Linux of this day. */
  private static final double TICKS_PER_SECOND = 100;

  private static final int USER_TIME = 11;
  private static final int SYSTEM_TIME = 12;

  private final long pid;

  public ProcessMeter(long pid) {
    this.pid = pid;
  }

  /** CPU time of all its threads since its start, in seconds, to a hundredth. */
  public double cpuSeconds() throws IOException {
    String stat = Files.readString(file("stat"));
    // the program's name, in parentheses, may contain anything
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
    return (Long.parseLong(fields[USER_TIME]) + Long.parseLong(fields[SYSTEM_TIME]))
        / TICKS_PER_SECOND;
  }

  /** Its resident memory now, in bytes. */
  public long residentBytes() throws IOException {
    return status("VmRSS:");
  }

  /** The most resident memory that it has had, in bytes, since {@link #forgetPeak()}. */
  public long peakResidentBytes() throws IOException {
    return status("VmHWM:");
  }

  /** Lets the peak start anew at what is resident now. */
  public void forgetPeak() throws IOException {
    Files.writeString(file("clear_refs"), "5");
  }

  private long status(String name) throws IOException {
    List<String> lines = Files.readAllLines(file("status"));
    String line =
        lines.stream()
            .filter(candidate -> candidate.startsWith(name))
            .findFirst()
            .orElseThrow(() -> new IOException("process " + pid + " has no " + name));
    return Long.parseLong(line.replaceAll("\\D", "")) * 1024;
  }

  private Path file(String name) {
    return Path.of("/proc", String.valueOf(pid), name);
  }
}
