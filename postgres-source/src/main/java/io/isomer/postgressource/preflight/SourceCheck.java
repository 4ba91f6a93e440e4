package io.isomer.postgressource.preflight;

import io.isomer.postgressource.Catalog;
import io.isomer.postgressource.SourceTable;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** Looks at everything before the job: PostgreSQL, the tables, and the connector's settings. */
public final class SourceCheck {

  private static final Pattern LIST = Pattern.compile("(?<!\\\\);");

  private SourceCheck() {}

  /**
   * What keeps the connector's tables from being replicated exactly; worst first.
   *
   * @param connection best as the connector's own user, whose rights are looked at
   * @param name the connector's
   * @param settings the connector's, as Connect has them
   */
  public static List<Finding> findings(
      Connection connection, String name, Map<String, String> settings) throws SQLException {
    ConnectorTables tables = new ConnectorTables(settings);
    List<SourceTable> captured =
        Catalog.tables(connection).stream().filter(tables::captures).toList();
    List<Finding> findings = new ArrayList<>(ConnectorCheck.findings(name, settings));
    findings.addAll(new PostgresCheck(connection, settings).findings(captured));
    if (captured.isEmpty()) {
      findings.add(
          Finding.warning("connector " + name, "captures none of the tables that are there now"));
    }
    Predicate<SourceTable> keyed = keyed(settings.getOrDefault("message.key.columns", ""));
    captured.forEach(table -> findings.addAll(TableCheck.findings(table, keyed)));
    findings.sort(java.util.Comparator.comparing(Finding::severity));
    return List.copyOf(findings);
  }

  /** Debezium's {@code message.key.columns}: {@code expression:column,column;…}. */
  private static Predicate<SourceTable> keyed(String setting) {
    List<Pattern> tables =
        LIST.splitAsStream(setting)
            .filter(entry -> entry.contains(":"))
            .map(entry -> entry.substring(0, entry.lastIndexOf(':')).strip())
            .map(expression -> Pattern.compile(expression, Pattern.CASE_INSENSITIVE))
            .toList();
    return table -> tables.stream().anyMatch(t -> t.matcher(table.fullName()).matches());
  }
}
