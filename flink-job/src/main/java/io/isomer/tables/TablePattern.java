package io.isomer.tables;

import io.isomer.changelog.TableId;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Names tables of the source as {@code schema.table}. A {@code *} stands for any characters, also
 * none; everything between quotation marks stands for itself, a quotation mark in there is written
 * twice. Upper and lower case differ. A lone {@code *} names all tables of all schemas.
 */
public final class TablePattern implements Serializable {

  private static final long serialVersionUID = 1;

  private final String text;
  private final Part schema;
  private final Part table;

  /**
   * One name.
   *
   * @param name what matches it
   * @param topic what matches it within the name of Debezium's topic, in which {@code _} stands for
   *     each character that Kafka does not take
   */
  private record Part(Pattern name, String topic, boolean literal) implements Serializable {
    private static final long serialVersionUID = 1;
  }

  private TablePattern(String text, Part schema, Part table) {
    this.text = text;
    this.schema = schema;
    this.table = table;
  }

  /**
   * @throws IllegalArgumentException saying what is wrong with the pattern
   */
  public static TablePattern parse(String text) {
    List<Part> parts = new Scanner(text.equals("*") ? "*.*" : text).parts();
    if (parts.size() != 2) {
      throw new IllegalArgumentException(
          "a table is named as schema.table (with \"quotation marks\" around a name that has a dot"
              + " itself), and not as "
              + text);
    }
    return new TablePattern(text, parts.get(0), parts.get(1));
  }

  public boolean matches(TableId id) {
    return schema.name().matcher(id.schema()).matches()
        && table.name().matcher(id.name()).matches();
  }

  /** Whether it can match one table at most. */
  public boolean isLiteral() {
    return schema.literal() && table.literal();
  }

  /** A regular expression for the topics of its tables, behind {@code prefix.} */
  public String topicRegex() {
    return schema.topic() + "\\." + table.topic();
  }

  /** As it was written. */
  @Override
  public String toString() {
    return text;
  }

  /** Reads a pattern's names one by one. */
  private static final class Scanner {

    private final String text;
    private final List<Part> parts = new ArrayList<>();
    private StringBuilder name = new StringBuilder();
    private StringBuilder topic = new StringBuilder();
    private boolean literal = true;
    private boolean quoted;

    Scanner(String text) {
      this.text = text;
    }

    List<Part> parts() {
      for (int at = 0; at < text.length(); at++) {
        char c = text.charAt(at);
        if (c == '"' && quoted && text.startsWith("\"\"", at)) {
          add(c);
          at++;
        } else if (c == '"') {
          quoted = !quoted;
        } else if (c == '*' && !quoted) {
          literal = false;
          name.append(".*");
          topic.append(".*");
        } else if (c == '.' && !quoted) {
          endPart();
        } else {
          add(c);
        }
      }
      if (quoted) {
        throw new IllegalArgumentException("a quotation mark is not closed in " + text);
      }
      endPart();
      return parts;
    }

    private void add(char c) {
      name.append(c < 0x80 && !Character.isLetterOrDigit(c) ? "\\" : "").append(c);
      topic.append(TopicTables.isLegal(c) ? (Character.isLetterOrDigit(c) ? "" : "\\") + c : "_");
    }

    private void endPart() {
      if (name.isEmpty()) {
        throw new IllegalArgumentException("a name is empty in " + (text.isEmpty() ? "''" : text));
      }
      parts.add(
          new Part(Pattern.compile(name.toString(), Pattern.DOTALL), topic.toString(), literal));
      name = new StringBuilder();
      topic = new StringBuilder();
      literal = true;
    }
  }
}
