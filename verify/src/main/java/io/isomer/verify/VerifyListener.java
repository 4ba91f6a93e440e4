package io.isomer.verify;

/** Is notified of a verification's progress, by one thread at a time. */
public interface VerifyListener {

  /**
   * @param rows about how many the source has
   */
  default void tableStarted(String table, long rows) {}

  /**
   * @param rows of the source, compared so far
   */
  default void compared(String table, long rows) {}

  /**
   * @param rows that differ at the moment
   * @param waitingFor what the next check waits for
   */
  default void settling(String table, int rows, String waitingFor) {}

  default void tableDone(TableResult result) {}
}
