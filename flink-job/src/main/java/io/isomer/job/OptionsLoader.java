package io.isomer.job;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ParserException;
import org.snakeyaml.engine.v2.exceptions.ScannerException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * Collects options as written: from the file that {@code --config} names, then from {@code --key
 * value} or {@code --key=value}, which win. Nested keys of the file are joined with dots, and
 * {@link Placeholders} are filled in.
 */
final class OptionsLoader {

  private final Placeholders placeholders;
  private final List<String> problems;
  private final Map<String, Object> options = new LinkedHashMap<>();

  /**
   * @param problems takes whatever is wrong
   */
  OptionsLoader(Map<String, String> environment, List<String> problems) {
    this.placeholders = new Placeholders(environment, problems);
    this.problems = problems;
  }

  /**
   * Option keys and values; a value is a string or a list of strings, but for the tables' rules,
   * which are as the file has them.
   */
  Map<String, Object> load(String... arguments) {
    Map<String, String> given = parse(arguments);
    String config = given.remove("config");
    if (config != null) {
      loadFile(Path.of(config));
    }
    given.forEach((key, value) -> options.put(key, placeholders.resolve(key, value)));
    return options;
  }

  private Map<String, String> parse(String[] arguments) {
    Map<String, String> given = new LinkedHashMap<>();
    for (int i = 0; i < arguments.length; i++) {
      String argument = arguments[i];
      if (!argument.startsWith("--")) {
        problems.add("unexpected argument " + shown(argument, given) + ": options are --key value");
        continue;
      }
      int equals = argument.indexOf('=');
      String key = argument.substring(2, equals < 0 ? argument.length() : equals);
      if (equals < 0 && (i + 1 == arguments.length || arguments[i + 1].startsWith("--"))) {
        problems.add("the option --" + key + " has no value");
        continue;
      }
      String value = equals < 0 ? arguments[++i] : argument.substring(equals + 1);
      if (given.put(key, value) != null) {
        problems.add("the option --" + key + " is given twice");
      }
    }
    return given;
  }

  /** What follows a secret may be its second word, where it should have been quoted. */
  private static String shown(String argument, Map<String, String> given) {
    String last = null;
    for (String key : given.keySet()) {
      last = key;
    }
    return last != null && SecretValues.isSecret(last) ? "after --" + last : argument;
  }

  private void loadFile(Path file) {
    try {
      Object root = new Load(LoadSettings.builder().build()).loadFromString(Files.readString(file));
      if (root instanceof Map<?, ?> map) {
        flatten("", map);
      } else if (root != null) {
        problems.add(file + ": a pipeline's file is a mapping of keys to values");
      }
    } catch (IOException | UncheckedIOException e) {
      problems.add("cannot read " + file.toAbsolutePath() + ": " + e);
    } catch (MarkedYamlEngineException e) {
      // not the message: it quotes the file, which may have a secret there
      problems.add(file + " is not valid YAML" + place(e.getProblemMark()) + reason(e));
    } catch (YamlEngineException e) {
      problems.add(file + " is not valid YAML: a key or a value that no pipeline has");
    }
  }

  private static String place(Optional<Mark> mark) {
    return mark.map(m -> " in line " + (m.getLine() + 1) + ", column " + (m.getColumn() + 1))
        .orElse("");
  }

  /** As far as it names no more than single characters of the file. */
  private static String reason(MarkedYamlEngineException e) {
    String problem = e.getProblem();
    return e instanceof ScannerException || e instanceof ParserException ? ": " + problem : "";
  }

  private void flatten(String prefix, Map<?, ?> map) {
    map.forEach(
        (name, value) -> {
          String key = prefix + name;
          if (key.equals(PipelineOptions.TABLE_RULES.key())) {
            put(key, value == null ? List.of() : value);
          } else if (value instanceof Map<?, ?> nested) {
            flatten(key + ".", nested);
          } else if (value instanceof List<?> list) {
            List<String> items = new ArrayList<>();
            list.forEach(item -> items.add(placeholders.resolve(key, String.valueOf(item))));
            put(key, items);
          } else if (value != null) {
            put(key, placeholders.resolve(key, value.toString()));
          }
        });
  }

  private void put(String key, Object value) {
    if (options.put(key, value) != null) {
      problems.add(key + " stands twice in the file, nested and with dots");
    }
  }
}
