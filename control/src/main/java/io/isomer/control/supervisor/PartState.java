package io.isomer.control.supervisor;

import io.isomer.testing.localstack.PartName;

/**
 * What the supervisor knows of a part.
 *
 * @param process the part's process, or null before its launch
 * @param address where a client finds it
 * @param log its log file
 * @param readySeconds from the stack's start, or its own restart, until it served; null until then
 * @param exitCode of a process that has ended by itself, else null
 * @param restarts how often its process has been replaced
 */
public record PartState(
    PartName part,
    Status status,
    ProcessIdentity process,
    String address,
    String log,
    Double readySeconds,
    Integer exitCode,
    int restarts) {

  /** How far a part's life has come. */
  public enum Status {
    STARTING,
    UP,
    DEAD
  }

  static PartState starting(PartName part, ProcessIdentity process, String address, String log) {
    return new PartState(part, Status.STARTING, process, address, log, null, null, 0);
  }

  PartState up(double seconds) {
    return new PartState(part, Status.UP, process, address, log, seconds, null, restarts);
  }

  PartState dead(int code) {
    return new PartState(part, Status.DEAD, process, address, log, readySeconds, code, restarts);
  }

  /** The part after another start: the next process of the same part. */
  PartState again(ProcessIdentity next) {
    return new PartState(part, Status.STARTING, next, address, log, null, null, restarts + 1);
  }
}
