package io.isomer.control.flink;

import java.io.IOException;

/**
 * A JobManager has taken a job and could not begin it where it was to go on: the savepoint or
 * checkpoint cannot be read, or is not the job's.
 */
public final class RefusedRestorePointException extends IOException {

  private static final long serialVersionUID = 1;

  RefusedRestorePointException(String message) {
    super(message);
  }
}
