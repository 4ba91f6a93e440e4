package io.isomer.testing.clickhouseserver.chdb;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * The named sessions. One that has not been used for its time-out is gone for the next request that
 * names it; its memory is freed when the next request names any session.
 */
final class Sessions {

  private static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(60);
  private static final long MAX_TIMEOUT_SECONDS = 3600;

  private final Engine engine;
  private final Map<String, Named> byId = new HashMap<>();

  Sessions(Engine engine) {
    this.engine = engine;
  }

  private static final class Named {
    final EngineSession session;
    boolean inUse;
    long expiresAtNanos;

    Named(EngineSession session) {
      this.session = session;
    }
  }

  /** The session that a request's parameters ask for. */
  SessionLease lease(RequestParameters url) throws EngineException {
    return url.get("session_id").isPresent()
        ? named(url)
        : new SessionLease.Single(engine.connect());
  }

  private synchronized SessionLease named(RequestParameters url) throws EngineException {
    endExpired();
    String id = url.get("session_id").orElseThrow();
    Duration timeout = timeout(url);
    Named named = byId.get(id);
    if (named == null) {
      if (url.flag("session_check")) {
        throw new EngineException(
            EngineException.SESSION_NOT_FOUND, "Session " + id + " not found. (SESSION_NOT_FOUND)");
      }
      named = new Named(engine.connect());
      byId.put(id, named);
    }
    if (named.inUse) {
      throw new EngineException(
          EngineException.SESSION_IS_LOCKED,
          "Session " + id + " is locked by a concurrent client. (SESSION_IS_LOCKED)");
    }
    named.inUse = true;
    return new NamedLease(id, named, timeout, url.flag("close_session"));
  }

  private void endExpired() {
    long now = System.nanoTime();
    byId.values()
        .removeIf(
            named -> {
              boolean expired = !named.inUse && named.expiresAtNanos - now < 0;
              if (expired) {
                named.session.close();
              }
              return expired;
            });
  }

  private static Duration timeout(RequestParameters url) throws EngineException {
    String text = url.get("session_timeout").orElse("");
    if (text.isEmpty()) {
      return DEFAULT_TIMEOUT;
    }
    if (!text.matches("\\d{1,9}") || Long.parseLong(text) > MAX_TIMEOUT_SECONDS) {
      throw new EngineException(
          EngineException.INVALID_SESSION_TIMEOUT,
          "Invalid session timeout '"
              + text
              + "': give at most "
              + MAX_TIMEOUT_SECONDS
              + " seconds. (INVALID_SESSION_TIMEOUT)");
    }
    return Duration.ofSeconds(Long.parseLong(text));
  }

  private synchronized void giveBack(NamedLease lease) {
    lease.named.inUse = false;
    lease.named.expiresAtNanos = System.nanoTime() + lease.timeout.toNanos();
    if (lease.ends) {
      byId.remove(lease.id);
      lease.named.session.close();
    }
  }

  private final class NamedLease implements SessionLease {
    private final String id;
    private final Named named;
    private final Duration timeout;
    private final boolean ends;

    NamedLease(String id, Named named, Duration timeout, boolean ends) {
      this.id = id;
      this.named = named;
      this.timeout = timeout;
      this.ends = ends;
    }

    @Override
    public EngineSession session() {
      return named.session;
    }

    @Override
    public boolean outlivesRequest() {
      return !ends;
    }

    @Override
    public void close() {
      giveBack(this);
    }
  }
}
