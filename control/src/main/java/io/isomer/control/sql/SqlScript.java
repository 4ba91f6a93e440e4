package io.isomer.control.sql;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Takes a script apart into statements.
 *
 * <p>A semicolon ends a statement unless it is within a comment, a quoted string or name, or
 * PostgreSQL's dollar quotes. What is not understood as any of these is left as it is.
 */
public final class SqlScript {

  private static final Pattern TOKEN =
      Pattern.compile(
          "--[^\\n]*"
              + "|/\\*.*?\\*/"
              + "|'(?:[^'\\\\]|''|\\\\.)*'"
              + "|\"(?:[^\"]|\"\")*\""
              + "|`(?:[^`\\\\]|``|\\\\.)*`"
              + "|\\$(\\w*)\\$.*?\\$\\1\\$"
              + "|;",
          Pattern.DOTALL);

  private SqlScript() {}

  /** The statements of one text, without their semicolons and without empty ones. */
  public static List<String> statements(String text) {
    List<String> statements = new ArrayList<>();
    Matcher token = TOKEN.matcher(text);
    int begin = 0;
    while (token.find()) {
      if (token.group().equals(";")) {
        add(statements, text.substring(begin, token.start()));
        begin = token.end();
      }
    }
    add(statements, text.substring(begin));
    return statements;
  }

  private static void add(List<String> statements, String statement) {
    String bare = statement.replaceAll("(?s)--[^\\n]*|/\\*.*?\\*/", "");
    if (!bare.isBlank()) {
      statements.add(statement.strip());
    }
  }

  /** The statements of all {@code .sql} files in a directory, in the order of the file names. */
  public static List<String> statementsIn(Path directory) throws IOException {
    List<Path> scripts;
    try (Stream<Path> files = Files.list(directory)) {
      scripts = files.filter(file -> file.toString().endsWith(".sql")).sorted().toList();
    }
    List<String> statements = new ArrayList<>();
    for (Path script : scripts) {
      statements.addAll(statements(Files.readString(script)));
    }
    return statements;
  }
}
