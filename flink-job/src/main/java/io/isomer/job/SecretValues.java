package io.isomer.job;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The secrets among a pipeline's options, so that no message shows one, whoever has worded it. */
final class SecretValues {

  private static final Pattern KEY =
      Pattern.compile("password|secret|token|credential|jaas|keystore\\.key");

  /**
   * A secret within a value: in a JAAS configuration, among a URL's parameters, before its host.
   */
  private static final Pattern WITHIN =
      Pattern.compile(
          "(?i)(?:password|secret|token)\\w*\\s*=\\s*(?:\"([^\"]*)\"|'([^']*)'|([^\\s;&\"']+))"
              + "|//[^/?#:]*:([^/?#]*)@");

  /** Shorter ones are no secrets, and masking them would make messages unreadable. */
  private static final int MIN_LENGTH = 4;

  private static final String MASK = "***";

  /** Longest first: one may be a part of another. */
  private final List<String> values;

  private SecretValues(Collection<String> values) {
    this.values =
        values.stream()
            .filter(value -> value.length() >= MIN_LENGTH)
            .sorted(Comparator.comparing(String::length).reversed())
            .toList();
  }

  /**
   * @param options as they are given, with their values in place
   */
  static SecretValues of(Map<String, Object> options) {
    TreeSet<String> secrets = new TreeSet<>();
    options.forEach(
        (key, value) -> {
          Collection<?> items = value instanceof Collection<?> many ? many : List.of(value);
          items.forEach(item -> add(key, item.toString(), secrets));
        });
    return new SecretValues(secrets);
  }

  private static void add(String key, String value, TreeSet<String> secrets) {
    if (isSecret(key)) {
      secrets.add(value);
    }
    WITHIN.matcher(value).results().flatMap(SecretValues::groups).forEach(secrets::add);
  }

  private static Stream<String> groups(MatchResult found) {
    return Stream.of(1, 2, 3, 4).map(found::group).filter(group -> group != null);
  }

  /** Whether an option of this name has a secret as its value. */
  static boolean isSecret(String key) {
    return KEY.matcher(key.toLowerCase(java.util.Locale.ROOT)).find();
  }

  /** The text with each secret masked. */
  String mask(String text) {
    String masked = text;
    for (String value : values) {
      masked = masked.replace(value, MASK);
    }
    return masked;
  }
}
