package io.isomer.testing.clickhouseserver.chdb;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The parameters in a request's URL. Those that mean nothing else are ClickHouse settings. */
final class RequestParameters {

  private static final String PLACEHOLDER_PREFIX = "param_";

  private static final Set<String> NOT_SETTINGS =
      Set.of(
          "query",
          "database",
          "default_format",
          "query_id",
          "session_id",
          "session_timeout",
          "session_check",
          "close_session",
          "user",
          "password",
          "quota_key",
          "role",
          "compress",
          "decompress",
          "enable_http_compression",
          "buffer_size",
          "wait_end_of_query",
          "stacktrace",
          "client_protocol_version");

  private final Map<String, String> values;

  private RequestParameters(Map<String, String> values) {
    this.values = values;
  }

  /**
   * Reads the part of a URL after the question mark; the last of several equal names counts.
   *
   * @param rawQuery still percent-encoded, or null
   */
  static RequestParameters parse(String rawQuery) {
    Map<String, String> values = new LinkedHashMap<>();
    if (rawQuery != null && !rawQuery.isEmpty()) {
      for (String pair : rawQuery.split("&")) {
        int equals = pair.indexOf('=');
        String name = equals < 0 ? pair : pair.substring(0, equals);
        String value = equals < 0 ? "" : pair.substring(equals + 1);
        values.put(decode(name), decode(value));
      }
    }
    return new RequestParameters(values);
  }

  private static String decode(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }

  Optional<String> get(String name) {
    return Optional.ofNullable(values.get(name));
  }

  /** Whether a parameter of the kind 0 or 1 is set. */
  boolean flag(String name) {
    String value = values.getOrDefault(name, "0");
    return value.equals("1") || value.equalsIgnoreCase("true");
  }

  /** The values of a statement's placeholders, by the placeholder's name. */
  Map<String, String> placeholders() {
    Map<String, String> placeholders = new LinkedHashMap<>();
    values.forEach(
        (name, value) -> {
          if (name.startsWith(PLACEHOLDER_PREFIX)) {
            placeholders.put(name.substring(PLACEHOLDER_PREFIX.length()), value);
          }
        });
    return placeholders;
  }

  /**
   * The ClickHouse settings.
   *
   * @throws EngineException when a name cannot be a setting's
   */
  Map<String, String> settings() throws EngineException {
    Map<String, String> settings = new LinkedHashMap<>(values);
    settings
        .keySet()
        .removeIf(name -> NOT_SETTINGS.contains(name) || name.startsWith(PLACEHOLDER_PREFIX));
    for (String name : settings.keySet()) {
      if (!name.matches("\\w+")) {
        throw new EngineException(
            EngineException.UNKNOWN_SETTING, "Unknown setting '" + name + "'. (UNKNOWN_SETTING)");
      }
    }
    return settings;
  }
}
