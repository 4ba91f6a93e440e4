package io.isomer.control.flink;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The job's files that outlive a JobManager.
 *
 * <ul>
 *   <li>{@code ids}: of every job of the pipeline that ran, the newest last
 *   <li>{@code parallelism}: of the newest
 *   <li>{@code job.jar}: the jar that ran last, which may come from an upgrade
 *   <li>{@code built.sha256}: of the built jar when {@code job.jar} was kept
 *   <li>{@code stopped}: exists while the job must not be restarted automatically
 *   <li>{@code lock}: held by whatever starts or stops the job
 * </ul>
 */
public final class JobStore {

  private static final int BUFFER_BYTES = 1 << 16;

  /** A file lock keeps other processes out, and throws for another thread of this one. */
  private static final ReentrantLock THREADS = new ReentrantLock();

  private final Path directory;
  private final Path builtJar;

  public JobStore(FlinkCluster cluster) {
    this.directory = cluster.jobDirectory();
    this.builtJar = cluster.builtJar();
  }

  /** What starts or stops the job, or must not do so while somebody else does. */
  public interface Action<T> {
    T run() throws IOException;
  }

  /**
   * Waits until nobody else starts or stops the job, and keeps others from it meanwhile. Who has
   * the lock may take it again.
   */
  public <T> T locked(Action<T> action) throws IOException {
    THREADS.lock();
    try {
      if (THREADS.getHoldCount() > 1) { // closing a second channel would release the first's lock
        return action.run();
      }
      Path file = Files.createDirectories(directory).resolve("lock");
      try (FileChannel channel =
          FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
        channel.lock();
        return action.run();
      }
    } finally {
      THREADS.unlock();
    }
  }

  /** Of every job of the pipeline that ran, the newest last; empty before the first. */
  List<String> ids() throws IOException {
    Path file = directory.resolve("ids");
    return Files.exists(file) ? Files.readAllLines(file) : List.of();
  }

  /**
   * Notes that the job runs under this id, and hence is not stopped.
   *
   * @param parallelism how wide, where that is known already
   */
  void remember(String id, OptionalInt parallelism) throws IOException {
    List<String> ids = new ArrayList<>(ids());
    if (!ids.contains(id)) {
      ids.add(id);
      replace("ids", String.join("\n", ids));
    }
    setStopped(false);
    if (parallelism.isPresent()) {
      String width = String.valueOf(parallelism.getAsInt());
      if (!parallelism().equals(Optional.of(width))) {
        replace("parallelism", width);
      }
    }
  }

  /** How wide the job ran last; empty before it ran. */
  Optional<String> parallelism() throws IOException {
    Path file = directory.resolve("parallelism");
    return Files.exists(file) ? Optional.of(Files.readString(file)) : Optional.empty();
  }

  /** The jar that ran last. */
  Path keptJar() {
    return directory.resolve("job.jar");
  }

  /** From now on this is the jar to start again. */
  void keep(Path jar) throws IOException {
    Files.createDirectories(directory);
    if (!isKept(jar)) {
      Path draft = directory.resolve("job.jar.new");
      Files.copy(jar, draft, StandardCopyOption.REPLACE_EXISTING);
      Files.move(draft, keptJar(), StandardCopyOption.REPLACE_EXISTING);
    }
    if (Files.exists(builtJar)) {
      replace("built.sha256", sha256(builtJar));
    }
  }

  /** Whether the job must not be restarted automatically: a user stopped it, or it has failed. */
  public boolean stopped() {
    return Files.exists(stoppedFile());
  }

  /** Sets {@link #stopped()}. */
  public void setStopped(boolean stopped) throws IOException {
    if (!stopped) {
      Files.deleteIfExists(stoppedFile());
    } else if (!stopped()) {
      Files.createDirectories(directory);
      Files.createFile(stoppedFile());
    }
  }

  private Path stoppedFile() {
    return directory.resolve("stopped");
  }

  /** Whether the jar is, byte for byte, the one that ran last. */
  boolean isKept(Path jar) throws IOException {
    return Files.exists(keptJar()) && Files.mismatch(jar, keptJar()) < 0;
  }

  /** The jar of a recovery: what ran last, or the built one before the first start. */
  Path jarToRecover() {
    return Files.exists(keptJar()) ? keptJar() : builtJar;
  }

  /** The jar to start: the built one when it is new, else what ran last. */
  Path jarToStart() throws IOException {
    Path known = directory.resolve("built.sha256");
    boolean same =
        !Files.exists(builtJar)
            || Files.exists(known) && Files.readString(known).equals(sha256(builtJar));
    return same && Files.exists(keptJar()) ? keptJar() : builtJar;
  }

  private void replace(String name, String content) throws IOException {
    Path draft = Files.createDirectories(directory).resolve(name + ".new");
    Files.writeString(draft, content);
    Files.move(
        draft,
        directory.resolve(name),
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
  }

  private static String sha256(Path file) throws IOException {
    try (var in = Files.newInputStream(file)) {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      byte[] buffer = new byte[BUFFER_BYTES];
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        digest.update(buffer, 0, read);
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
