package io.isomer.control.supervisor;

import java.util.Optional;

/**
 * A process told apart from a later one with the same pid by when it started.
 *
 * @param startedMillis milliseconds since the epoch
 */
public record ProcessIdentity(long pid, long startedMillis) {

  /** The system derives a start time from a boot time in whole seconds, which may waver by one. */
  private static final long TOLERANCE_MILLIS = 2000;

  /** The identity of a running process, or none when there is no such process. */
  public static Optional<ProcessIdentity> of(long pid) {
    return ProcessHandle.of(pid).flatMap(ProcessIdentity::of);
  }

  static Optional<ProcessIdentity> of(ProcessHandle handle) {
    return handle
        .info()
        .startInstant()
        .map(start -> new ProcessIdentity(handle.pid(), start.toEpochMilli()));
  }

  /** The running process that this identifies; none when it has ended, whoever has its pid now. */
  public Optional<ProcessHandle> running() {
    return ProcessHandle.of(pid)
        .filter(ProcessHandle::isAlive)
        .filter(handle -> of(handle).filter(this::isSame).isPresent());
  }

  private boolean isSame(ProcessIdentity other) {
    return Math.abs(other.startedMillis - startedMillis) <= TOLERANCE_MILLIS;
  }
}
