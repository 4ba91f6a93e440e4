package io.isomer.stack.pipeline;

import io.isomer.stack.FlinkConfiguration;
import io.isomer.stack.StackConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/** Chooses where a job goes on after the stack was down. */
public final class RestorePoint {

  /** The file that Flink writes last, so that a snapshot without it is not complete. */
  private static final String METADATA = "_metadata";

  /** Below the checkpoint directory: job / chk-N / _metadata. */
  private static final int DEPTH = 3;

  private RestorePoint() {}

  /** The newest complete savepoint or checkpoint; none when there is none. */
  public static Optional<Path> newest(StackConfig config) throws IOException {
    Optional<Path> savepoint = newestIn(FlinkConfiguration.savepoints(config));
    Optional<Path> checkpoint = newestIn(FlinkConfiguration.checkpoints(config));
    return Stream.of(savepoint, checkpoint)
        .flatMap(Optional::stream)
        .max(Comparator.comparing(RestorePoint::completed));
  }

  static Optional<Path> newestIn(Path directory) throws IOException {
    if (!Files.isDirectory(directory)) {
      return Optional.empty();
    }
    try (Stream<Path> files = Files.walk(directory, DEPTH)) {
      return files
          .filter(file -> file.getFileName().toString().equals(METADATA))
          .map(Path::getParent)
          .max(Comparator.comparing(RestorePoint::completed));
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
