package io.isomer.verify.database;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;
import java.util.regex.Pattern;
import org.postgresql.Driver;

/**
 * Connects to PostgreSQL by a JDBC URL. One that cannot be read is refused here, without showing
 * it: it may have the password, and the driver's messages would repeat all of it.
 */
public final class PostgresUrl {

  /** Without a user, whom the driver would take for a part of the host's name, and show. */
  private static final Pattern FORM =
      Pattern.compile("jdbc:postgresql:(?://[^/?@]*/)?[^/?@]*(?:\\?.*)?");

  private PostgresUrl() {}

  /** Opens a session. */
  public static Connection connect(String url, String user, String password) throws SQLException {
    Properties properties = new Properties();
    properties.setProperty("user", user);
    properties.setProperty("password", password);
    return connect(url, properties);
  }

  /**
   * Opens a session.
   *
   * @param properties user, password and others; the URL's own win
   */
  public static Connection connect(String url, Properties properties) throws SQLException {
    if (!FORM.matcher(url).matches() || Driver.parseURL(url, new Properties()) == null) {
      throw new SQLException(
          "PostgreSQL's URL cannot be read: it must be jdbc:postgresql://host:port/database?name=value&…,"
              + " with user and password beside it, and %25 for a percent sign in a value");
    }
    return DriverManager.getConnection(url, properties);
  }
}
