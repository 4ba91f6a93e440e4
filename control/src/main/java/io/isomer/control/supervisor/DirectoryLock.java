package io.isomer.control.supervisor;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Keeps a second supervisor out of a stack's directory; the system ends it with the process. */
final class DirectoryLock implements AutoCloseable {

  static final String FILE = "lock";

  private final FileChannel channel;

  private DirectoryLock(FileChannel channel) {
    this.channel = channel;
  }

  /**
   * Takes the lock.
   *
   * @throws IOException when another process has it
   */
  static DirectoryLock acquire(Path directory) throws IOException {
    FileChannel channel =
        FileChannel.open(
            directory.resolve(FILE), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    FileLock lock = channel.tryLock();
    if (lock == null) {
      channel.close();
      throw new IOException("another stack is starting or running in " + directory);
    }
    return new DirectoryLock(channel);
  }

  /** Waits until the process is told to end. */
  void holdForever() throws InterruptedException {
    Thread.currentThread().join();
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
