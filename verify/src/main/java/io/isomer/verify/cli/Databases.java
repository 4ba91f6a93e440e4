package io.isomer.verify.cli;

import io.isomer.verify.side.ClickHouse;
import io.isomer.verify.side.Postgres;
import java.net.URI;
import java.sql.SQLException;

/** Where both sides are. */
public record Databases(Source source, Target target) {

  /**
   * PostgreSQL.
   *
   * @param url a JDBC URL
   * @param user empty where the URL says it
   */
  public record Source(String url, String user, String password) {

    /** Opens a session. */
    public Postgres connect() throws SQLException {
      return Postgres.connect(url, user, password);
    }

    /** Without the password, which the URL may have too. */
    @Override
    public String toString() {
      return url.replaceFirst("\\?.*", "");
    }
  }

  /**
   * ClickHouse.
   *
   * @param url of the HTTP interface
   */
  public record Target(URI url, String database, String user, String password) {

    /** The database; nothing is opened yet. */
    public ClickHouse connect() {
      return new ClickHouse(url, database, user, password);
    }

    /** Without the password. */
    @Override
    public String toString() {
      return url.getScheme() + "://" + url.getHost() + ":" + url.getPort() + "/" + database;
    }
  }

  @Override
  public String toString() {
    return source + " " + target;
  }
}
