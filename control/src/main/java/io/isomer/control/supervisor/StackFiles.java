package io.isomer.control.supervisor;

import io.isomer.testing.localstack.Directories;
import io.isomer.testing.localstack.PartName;
import io.isomer.testing.localstack.Secrets;
import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What a stack keeps in its directory. */
public final class StackFiles {

  private StackFiles() {}

  /** Whether a stack was started in {@code directory}: its passwords are there from then on. */
  public static boolean areIn(Path directory) {
    return Files.exists(directory.resolve(Secrets.FILE));
  }

  /**
   * Deletes what a stack has made in {@code directory}, and the directory itself when nothing else
   * is in it: a person may have named one with files of their own.
   */
  public static void delete(Path directory) throws IOException {
    for (PartName part : PartName.values()) {
      Directories.delete(directory.resolve(part.id()));
    }
    Directories.delete(directory.resolve("flink"));
    Directories.delete(directory.resolve("supervisor"));
    Files.deleteIfExists(directory.resolve("supervisor.log"));
    Files.deleteIfExists(directory.resolve(StateFile.FILE));
    Files.deleteIfExists(directory.resolve(DirectoryLock.FILE));
    Files.deleteIfExists(directory.resolve(Secrets.FILE));
    try {
      Files.deleteIfExists(directory);
    } catch (DirectoryNotEmptyException e) {
      return; // somebody else's files
    }
  }
}
