package io.isomer.changelog;

/** The policy that a message which cannot be replicated fails the job. */
final class FailingDeadLetters<M> implements DeadLetters<M> {

  @Override
  public <E extends Exception> void add(M message, Rejection rejection, E cause) throws E {
    throw cause;
  }

  @Override
  public void flush() {
    // nothing was taken
  }

  @Override
  public void close() {
    // nothing was opened
  }
}
