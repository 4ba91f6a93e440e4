package io.isomer.job;

/** What becomes of a message that cannot be replicated. */
public enum DeadLetterPolicy {
  /** It goes to the topic of dead letters, and everything else flows on. */
  DEAD_LETTER("dead-letter"),
  /** The job fails. */
  FAIL("fail");

  private final String name;

  DeadLetterPolicy(String name) {
    this.name = name;
  }

  /** As the option's value is written. */
  @Override
  public String toString() {
    return name;
  }
}
