package io.isomer.clickhouse.client;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the JDBC URL may contain, and what of it messages may show. Its parameters may be secrets,
 * and what cannot be read may be a secret in the wrong place.
 */
public final class ClickHouseUrl {

  private static final Pattern PREFIX = Pattern.compile("jdbc:(?:clickhouse|ch):");

  private static final Pattern CONTROL_CHARACTER =
      Pattern.compile("\\p{Cntrl}|%[01]\\p{XDigit}|%7[Ff]");

  /** A host, of IPv6 in brackets, and a port: the driver leaves user and password there out. */
  private static final Pattern ADDRESS =
      Pattern.compile("(?:https?:)?//(?:\\[[^]/?#@]*]|[^]\\[/?#@:]+)(?::\\d+)?(?:[/?#].*)?");

  private ClickHouseUrl() {}

  /** What is wrong with it, without anything of it; empty when nothing is. */
  public static Optional<String> problem(String url) {
    Matcher prefix = PREFIX.matcher(url == null ? "" : url);
    if (!prefix.lookingAt()) {
      return Optional.of(
          "the URL must start with jdbc:clickhouse:, as jdbc:clickhouse://host:port/database does");
    }
    if (CONTROL_CHARACTER.matcher(url).find()) {
      return Optional.of(
          "the URL must have no control characters, which the driver would leave out: rows would go"
              + " to another database");
    }
    String rest = url.substring(prefix.end());
    if (!ADDRESS.matcher(rest).matches()) {
      return Optional.of(
          "the URL must be jdbc:clickhouse://host:port/database, without a user: user and password"
              + " are clickhouse.user and clickhouse.password");
    }
    try {
      new URI(rest);
      return Optional.empty();
    } catch (URISyntaxException e) { // its message shows the URL
      return Optional.of(
          "the URL cannot be read at its character %d; write those that mean nothing in a URL as %%20"
                  .formatted(prefix.end() + e.getIndex() + 1)
              + " for a space, and so on");
    }
  }

  /** Without its parameters. */
  public static String shown(String url) {
    return url.replaceFirst("[?#].*", "");
  }
}
