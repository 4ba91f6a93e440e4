package io.isomer.e2e;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** How many objects of each class live in a JVM, after a garbage collection; by the JDK's jcmd. */
final class ClassHistogram {

  private static final int INSTANCES = 1;
  private static final int CLASS_NAME = 3;

  private final List<String[]> rows;

  private ClassHistogram(List<String[]> rows) {
    this.rows = rows;
  }

  /**
   * @param pid of the JVM
   */
  static ClassHistogram of(long pid) throws IOException {
    Process jcmd =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                String.valueOf(pid),
                "GC.class_histogram")
            .redirectErrorStream(true)
            .start();
    String text = new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    List<String[]> rows =
        text.lines().map(line -> line.strip().split("\\s+")).filter(row -> row.length > 3).toList();
    if (rows.isEmpty()) {
      throw new IOException("jcmd: " + text);
    }
    return new ClassHistogram(rows);
  }

  /** The living objects of a class, which several class loaders may have loaded. */
  long instances(String className) {
    return rows.stream()
        .filter(row -> row[CLASS_NAME].equals(className))
        .mapToLong(row -> Long.parseLong(row[INSTANCES]))
        .sum();
  }
}
