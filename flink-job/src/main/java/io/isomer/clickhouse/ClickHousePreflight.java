package io.isomer.clickhouse;

import io.isomer.changelog.TableId;
import io.isomer.clickhouse.client.ClickHouseClient;
import io.isomer.clickhouse.client.JdbcClientConnection;
import io.isomer.clickhouse.client.RetryableError;
import io.isomer.clickhouse.table.TargetCatalog;
import io.isomer.clickhouse.table.TargetTable;
import io.isomer.clickhouse.table.TargetTableCheck;
import io.isomer.targetformat.SystemColumns;
import io.isomer.targetformat.SystemTable;
import java.security.GeneralSecurityException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLException;

/** Finds out before a job starts what would make it fail at ClickHouse. */
public final class ClickHousePreflight {

  private static final int UNKNOWN_DATABASE = 81;
  private static final int AUTHENTICATION_FAILED = 516;

  private ClickHousePreflight() {}

  /**
   * @param tables the source tables
   * @return all problems, each with what to do about it; empty when there are none
   */
  public static List<String> check(ClickHouseOptions options, List<TableId> tables) {
    List<String> problems = new ArrayList<>();
    JdbcClientConnection connection = new JdbcClientConnection(options.connection());
    try {
      ClickHouseClient client = connection.client();
      for (TableId table : tables) {
        checkTable(client, options, table, problems);
      }
      if (!options.get(ClickHouseOptions.CREATE_TABLES)) {
        checkHelpers(client, problems);
      }
    } catch (SQLException e) {
      problems.add(explained(options, e));
    } finally {
      connection.close();
    }
    return problems;
  }

  private static void checkTable(
      ClickHouseClient client, ClickHouseOptions options, TableId source, List<String> problems)
      throws SQLException {
    String name = options.targetName(source);
    Optional<TargetTable> table = TargetCatalog.find(client, name);
    if (table.isPresent()) {
      problems.addAll(TargetTableCheck.problems(table.get()));
    } else if (!options.get(ClickHouseOptions.CREATE_TABLES)) {
      problems.add(
          "ClickHouse has no table %s for %s; create it with ENGINE = %s ORDER BY its key, the"
                  .formatted(name, source, options.engine().versioned())
              + " source's columns and %s, or let the job create"
                  .formatted(SystemColumns.DEFINITIONS)
              + " it with clickhouse.create-tables");
    }
  }

  private static void checkHelpers(ClickHouseClient client, List<String> problems)
      throws SQLException {
    for (SystemTable table : SystemTable.values()) {
      if (TargetCatalog.find(client, table.tableName()).isEmpty()) {
        problems.add(table.missingMessage());
      }
    }
  }

  private static String explained(ClickHouseOptions options, SQLException failure) {
    Throwable root = root(failure);
    String advice =
        switch (RetryableError.code(failure)) {
          case AUTHENTICATION_FAILED ->
              "user or password is wrong for user " + options.get(ClickHouseOptions.USER);
          case UNKNOWN_DATABASE -> "the database of the URL does not exist; CREATE DATABASE it";
          case 0 -> unanswered(root);
          default -> "see the server's message";
        };
    return "ClickHouse at %s: %s (%s)".formatted(options.shownUrl(), advice, root.getMessage());
  }

  private static String unanswered(Throwable root) {
    return root instanceof GeneralSecurityException || root instanceof SSLException
        ? "is the URL's ?ssl=true&sslrootcert= the certificate of whoever signed the server's, and"
            + " does the server's name this host?"
        : "is the server up, and host and port of the URL right?";
  }

  private static Throwable root(Throwable failure) {
    return failure.getCause() == null ? failure : root(failure.getCause());
  }
}
