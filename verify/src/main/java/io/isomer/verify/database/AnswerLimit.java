package io.isomer.verify.database;

import java.time.Duration;

/** How long a database may take for an answer before it counts as frozen. */
public final class AnswerLimit {

  /**
   * A sum over billions of rows takes minutes and sends nothing before its end, so this is long.
   * Without a limit the verifier would wait indefinitely for a server that accepts connections and
   * does not answer.
   */
  public static final Duration DEFAULT = Duration.ofHours(1);

  private AnswerLimit() {}
}
