package io.isomer.testing.clickhouseserver.chdb;

/** A session in a request's use: closing the lease gives it back, or ends it. */
interface SessionLease extends AutoCloseable {

  EngineSession session();

  /** Whether later requests may use the session. */
  boolean outlivesRequest();

  @Override
  void close();

  /** A lease of a session that serves one request only. */
  record Single(EngineSession session) implements SessionLease {

    @Override
    public boolean outlivesRequest() {
      return false;
    }

    @Override
    public void close() {
      session.close();
    }
  }
}
