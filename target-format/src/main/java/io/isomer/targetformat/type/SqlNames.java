package io.isomer.targetformat.type;

import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds the names in an expression of ClickHouse's SQL. */
public final class SqlNames {

  private static final Pattern TOKEN =
      Pattern.compile(
          "'(?:[^'\\\\]|\\\\.)*'" // a string
              + "|`((?:[^`\\\\]|\\\\.)*)`|\"((?:[^\"\\\\]|\\\\.)*)\"" // a quoted name
              + "|([\\p{L}_][\\p{L}\\d_]*)(\\s*\\()?" // a name, of a function with its parenthesis
              + "|\\d[\\w.]*");

  private SqlNames() {}

  /** Names, unquoted, of what is no function: the columns. */
  public static Set<String> columns(String expression) {
    Set<String> names = new TreeSet<>();
    Matcher token = TOKEN.matcher(expression);
    while (token.find()) {
      String quoted = token.group(1) == null ? token.group(2) : token.group(1);
      if (quoted != null) {
        names.add(TargetTypeParser.unescaped(quoted));
      } else if (token.group(3) != null && token.group(4) == null) {
        names.add(token.group(3));
      }
    }
    return names;
  }
}
