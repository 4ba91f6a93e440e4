package io.isomer.job;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A mapping within the pipeline's file, of which the keys are known. */
final class YamlSection {

  private final String path;
  private final Map<String, Object> content = new LinkedHashMap<>();
  private final List<String> problems;

  private YamlSection(String path, List<String> problems) {
    this.path = path;
    this.problems = problems;
  }

  /**
   * @param path where the section stands, for messages
   * @param written as the file has it
   * @param keys that it may have
   * @param problems takes whatever is wrong
   */
  static YamlSection of(String path, Object written, List<String> keys, List<String> problems) {
    YamlSection section = new YamlSection(path, problems);
    if (!(written instanceof Map<?, ?> map)) {
      problems.add(path + " must be a mapping with some of " + String.join(", ", keys));
      return section;
    }
    map.forEach(
        (key, value) -> {
          if (keys.contains(String.valueOf(key))) {
            section.content.put(String.valueOf(key), value);
          } else {
            problems.add(
                section.path(String.valueOf(key))
                    + " is unknown; "
                    + Suggestion.ofKeys(String.valueOf(key), keys));
          }
        });
    return section;
  }

  /** Where a key stands, for messages. */
  String path(String key) {
    return path + "." + key;
  }

  /** Null where it is not given. */
  String text(String key) {
    Object value = content.get(key);
    if (value instanceof List || value instanceof Map) {
      problems.add(path(key) + " takes one value");
      return null;
    }
    return value == null ? null : value.toString();
  }

  /** One value or a list of them; null where it is not given. */
  List<String> texts(String key) {
    Object value = content.get(key);
    if (value instanceof List<?> list) {
      if (list.stream().anyMatch(item -> item == null || item instanceof Map)) {
        problems.add(path(key) + " takes a list of names");
        return null;
      }
      return list.stream().map(Object::toString).toList();
    }
    String text = text(key);
    return text == null ? null : List.of(text);
  }

  /** Null where it is not given. */
  Map<String, String> map(String key) {
    Object value = content.get(key);
    if (value == null) {
      return null;
    }
    Map<String, String> map = new LinkedHashMap<>();
    if (value instanceof Map<?, ?> given) {
      given.forEach(
          (name, item) -> {
            if (item == null || item instanceof Map || item instanceof List) {
              problems.add(path(key) + "." + name + " takes one value");
            } else {
              map.put(String.valueOf(name), item.toString());
            }
          });
    } else {
      problems.add(path(key) + " takes names with values");
    }
    return map;
  }

  /** Empty where it is not given. */
  YamlSection section(String key, List<String> keys) {
    Object value = content.get(key);
    return of(path(key), value == null ? Map.of() : value, keys, problems);
  }
}
