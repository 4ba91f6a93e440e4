package io.isomer.testing.clickhouseserver.chdb;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The database and the settings in a request's URL: as with a ClickHouse server they hold for that
 * request, and leave the session as it was.
 */
final class RequestScope {

  private final String database;
  private final Map<String, String> settings;

  RequestScope(String database, Map<String, String> settings) {
    this.database = database;
    this.settings = settings;
  }

  void enter(EngineSession session) throws EngineException {
    if (!database.isEmpty()) {
      session.execute("USE " + quoted(database, '`'));
    }
    if (!settings.isEmpty()) {
      session.execute(
          settings.entrySet().stream()
              .map(setting -> setting.getKey() + " = " + quoted(setting.getValue(), '\''))
              .collect(Collectors.joining(", ", "SET ", "")));
    }
  }

  /** The statements that make the session what it is now. */
  List<String> undo(EngineSession session) throws EngineException {
    List<String> undo = new ArrayList<>();
    if (!database.isEmpty()) {
      undo.add("USE " + quoted(read(session, "SELECT currentDatabase()"), '`'));
    }
    for (String name : settings.keySet()) {
      String changed =
          read(
              session,
              "SELECT '=' || value FROM system.settings WHERE changed AND name = "
                  + quoted(name, '\''));
      String before = changed.isEmpty() ? "DEFAULT" : quoted(changed.substring(1), '\'');
      undo.add("SET " + name + " = " + before);
    }
    return undo;
  }

  private static String read(EngineSession session, String sql) throws EngineException {
    byte[] bytes = sql.getBytes(StandardCharsets.UTF_8);
    try (EngineResult result = session.query(bytes, "RawBLOB", QueryParameters.NONE)) {
      return result.text();
    }
  }

  private static String quoted(String text, char quote) {
    String mark = String.valueOf(quote);
    return mark + text.replace("\\", "\\\\").replace(mark, "\\" + mark) + mark;
  }
}
