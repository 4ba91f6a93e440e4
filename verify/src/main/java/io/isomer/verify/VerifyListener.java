package io.isomer.verify;

/** Hears how a verification goes. Calls come from one thread at a time. */
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
   * @param rows that differ for now
   * @param waitingFor what the next look waits for
   */
  default void settling(String table, int rows, String waitingFor) {}

  default void tableDone(TableResult result) {}
}
