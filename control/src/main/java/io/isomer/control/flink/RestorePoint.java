package io.isomer.control.flink;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Chooses where a job goes on after the stack was down. */
public final class RestorePoint {

  /** The file that Flink writes last, so that a snapshot without it is not complete. */
  private static final String METADATA = "_metadata";

  /** Below the checkpoint directory: job / chk-N / _metadata. */
  private static final int DEPTH = 3;

  private static final int ID_DIGITS = 6;

  private RestorePoint() {}

  /** The newest complete savepoint or checkpoint of the pipeline's job; none when there is none. */
  public static Optional<Path> newest(FlinkCluster cluster) throws IOException {
    return newestFirst(cluster).stream().findFirst();
  }

  /**
   * All complete savepoints and checkpoints of the pipeline's job. Those of other jobs on the
   * cluster do not count.
   */
  public static List<Path> newestFirst(FlinkCluster cluster) throws IOException {
    List<String> ids = new JobStore(cluster).ids();
    List<Path> points = new ArrayList<>(complete(cluster.savepoints()));
    points.addAll(complete(cluster.checkpoints()));
    points.removeIf(point -> ids.stream().noneMatch(id -> isOf(id, point)));
    points.sort(Comparator.comparing(RestorePoint::completed).reversed());
    return points;
  }

  /** Flink calls them savepoint-(six digits of the id)-…, and (id)/chk-N. */
  private static boolean isOf(String id, Path point) {
    return point.getFileName().toString().startsWith("savepoint-" + id.substring(0, ID_DIGITS))
        || point.getParent().getFileName().toString().equals(id);
  }

  private static List<Path> complete(Path directory) throws IOException {
    if (!Files.isDirectory(directory)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(directory, DEPTH)) {
      return files
          .filter(file -> file.getFileName().toString().equals(METADATA))
          .map(Path::getParent)
          .toList();
    }
  }

  private static FileTime completed(Path snapshot) {
    try {
      return Files.getLastModifiedTime(snapshot.resolve(METADATA));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
