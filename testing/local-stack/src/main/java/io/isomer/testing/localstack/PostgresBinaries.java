package io.isomer.testing.localstack;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/** PostgreSQL's programs, unpacked once per version into the cache from the jar that holds them. */
final class PostgresBinaries {

  private PostgresBinaries() {}

  /** The directory that holds {@code bin}, unpacked first if need be. */
  static Path unpacked(Path lib) throws IOException {
    Path jar = newestJar(lib);
    String version = jar.getFileName().toString().replace("embedded-", "").replace(".jar", "");
    Path home = Cache.directory().resolve(version);
    if (!Files.isDirectory(home)) {
      unpack(jar, home);
    }
    return home;
  }

  private static Path newestJar(Path lib) throws IOException {
    try (Stream<Path> files = Files.list(lib)) {
      List<Path> jars = files.filter(file -> file.toString().endsWith(".jar")).sorted().toList();
      if (jars.isEmpty()) {
        throw new IOException("no PostgreSQL binaries for this platform in " + lib);
      }
      return jars.get(jars.size() - 1);
    }
  }

  private static void unpack(Path jar, Path home) throws IOException {
    Files.createDirectories(home.getParent());
    Path work = Files.createTempDirectory(home.getParent(), home.getFileName() + ".");
    try (ZipInputStream zip = new ZipInputStream(Files.newInputStream(jar))) {
      ZipEntry entry = zip.getNextEntry();
      while (entry != null && !entry.getName().endsWith(".txz")) {
        entry = zip.getNextEntry();
      }
      if (entry == null) {
        throw new IOException(jar + " holds no .txz archive");
      }
      extract(new TarArchiveInputStream(new XZInputStream(zip)), work);
    }
    publish(work, home);
  }

  private static void publish(Path work, Path home) throws IOException {
    try {
      // a half-unpacked directory never has the final name
      Files.move(work, home, StandardCopyOption.ATOMIC_MOVE);
    } catch (FileAlreadyExistsException | java.nio.file.DirectoryNotEmptyException e) {
      Directories.delete(work); // another process was faster: its copy is as good
    }
  }

  private static void extract(TarArchiveInputStream tar, Path target) throws IOException {
    for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
      Path path = target.resolve(entry.getName()).normalize();
      if (!path.startsWith(target)) {
        throw new IOException("the archive points outside its directory: " + entry.getName());
      }
      if (entry.isDirectory()) {
        Files.createDirectories(path);
      } else if (entry.isSymbolicLink()) {
        Files.createDirectories(path.getParent());
        Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
      } else {
        writeFile(tar, entry, path);
      }
    }
  }

  private static void writeFile(InputStream content, TarArchiveEntry entry, Path path)
      throws IOException {
    Files.createDirectories(path.getParent());
    Files.copy(content, path);
    boolean executable = (entry.getMode() & 0100) != 0;
    Files.setPosixFilePermissions(
        path, PosixFilePermissions.fromString(executable ? "rwxr-xr-x" : "rw-r--r--"));
  }
}
