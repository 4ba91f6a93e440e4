package io.isomer.job;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Puts into options what must not be written down in them: {@code ${NAME}} is the environment's
 * variable of that name, {@code ${file:/path}} a file's content without its last line break.
 */
final class Placeholders {

  private static final Pattern PLACEHOLDER =
      Pattern.compile("\\$\\{(?:file:([^}]*)|([A-Za-z_][A-Za-z0-9_]*))}");

  private final Map<String, String> environment;
  private final List<String> problems;

  /**
   * @param problems takes whatever is wrong
   */
  Placeholders(Map<String, String> environment, List<String> problems) {
    this.environment = environment;
    this.problems = problems;
  }

  /**
   * @param key the option, for messages
   */
  String resolve(String key, String value) {
    return PLACEHOLDER
        .matcher(value)
        .replaceAll(
            found ->
                Matcher.quoteReplacement(
                    found.group(1) == null
                        ? variable(key, found.group(2))
                        : file(key, found.group(1))));
  }

  private String variable(String key, String name) {
    String content = environment.get(name);
    return content == null ? problem(key + ": the environment has no variable " + name) : content;
  }

  private String file(String key, String path) {
    try {
      return Files.readString(Path.of(path)).replaceFirst("\\r?\\n\\z", "");
    } catch (NoSuchFileException e) {
      return problem(key + ": there is no file " + path);
    } catch (AccessDeniedException e) {
      String user = System.getProperty("user.name");
      return problem(key + ": the file " + path + " may not be read by the user " + user);
    } catch (CharacterCodingException e) {
      return problem(key + ": the file " + path + " is no text in UTF-8");
    } catch (IOException | InvalidPathException e) {
      return problem(key + ": the file " + path + " cannot be read: " + e.getMessage());
    }
  }

  /** What stands in the place of something missing is never used: the problem stops the program. */
  private String problem(String problem) {
    problems.add(problem);
    return "";
  }
}
