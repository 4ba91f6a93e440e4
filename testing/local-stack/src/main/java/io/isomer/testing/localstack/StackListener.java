package io.isomer.testing.localstack;

import java.time.Duration;

/** Hears what becomes of the parts; called from several threads, one part's calls in order. */
public interface StackListener {

  /** A listener that does not care. */
  StackListener NONE = new StackListener() {};

  /** The part's process has been launched. */
  default void started(Part part) {}

  /** The part serves, so long after the stack's start, or after its own when it was restarted. */
  default void ready(Part part, Duration taken) {}

  /**
   * The part's process has ended by itself, or could not be started, and is started again.
   *
   * @param pause until then
   */
  default void restarting(Part part, String reason, Duration pause) {}

  /** Something a person waiting would like to know, such as how far a download is. */
  default void progress(PartName part, String message) {}
}
