package io.isomer.testing.clickhouseserver.chdb;

import com.sun.net.httpserver.Headers;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Optional;

/** The one user of the server. */
record Credentials(String user, String password) {

  private static final String BASIC = "Basic ";

  /**
   * What a request presents: in the header Authorization, in ClickHouse's own headers, or in the
   * URL; without any, ClickHouse's user {@code default} with no password.
   */
  static Credentials presented(Headers headers, RequestParameters url) throws EngineException {
    String authorization = headers.getFirst("Authorization");
    if (authorization != null && authorization.regionMatches(true, 0, BASIC, 0, BASIC.length())) {
      return basic(authorization.substring(BASIC.length()).strip());
    }
    return new Credentials(
        Optional.ofNullable(headers.getFirst("X-ClickHouse-User"))
            .or(() -> url.get("user"))
            .orElse("default"),
        Optional.ofNullable(headers.getFirst("X-ClickHouse-Key"))
            .or(() -> url.get("password"))
            .orElse(""));
  }

  private static Credentials basic(String encoded) throws EngineException {
    String text;
    try {
      text = new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) { // not Base64: the client's mistake
      throw refusal("(unreadable)");
    }
    int colon = text.indexOf(':');
    return colon < 0
        ? new Credentials(text, "")
        : new Credentials(text.substring(0, colon), text.substring(colon + 1));
  }

  /**
   * Compares in constant time.
   *
   * @throws EngineException AUTHENTICATION_FAILED
   */
  void require(Credentials presented) throws EngineException {
    boolean sameUser = MessageDigest.isEqual(utf8(user), utf8(presented.user));
    boolean samePassword = MessageDigest.isEqual(utf8(password), utf8(presented.password));
    if (!(sameUser & samePassword)) {
      throw refusal(presented.user);
    }
  }

  private static EngineException refusal(String user) {
    return new EngineException(
        EngineException.AUTHENTICATION_FAILED,
        user
            + ": Authentication failed: password is incorrect, or there is no user with such name."
            + " (AUTHENTICATION_FAILED)");
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** Without the password. */
  @Override
  public String toString() {
    return "Credentials[" + user + "]";
  }
}
