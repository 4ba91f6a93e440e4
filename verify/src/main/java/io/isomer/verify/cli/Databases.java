package io.isomer.verify.cli;

import io.isomer.verify.database.AnswerLimit;
import io.isomer.verify.database.ClickHouse;
import io.isomer.verify.database.Postgres;
import io.isomer.verify.database.Tls;
import java.net.URI;
import java.sql.SQLException;
import java.time.Duration;
import javax.net.ssl.SSLContext;

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
      return connect(AnswerLimit.DEFAULT);
    }

    /** Opens a session in which the server may be silent for so long. */
    Postgres connect(Duration answerLimit) throws SQLException {
      return Postgres.connect(url, user, password, answerLimit);
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
   * @param tls whom to trust, where that is HTTPS
   */
  public record Target(URI url, String database, String user, String password, SSLContext tls) {

    /** With the authorities that Java trusts. */
    public Target(URI url, String database, String user, String password) {
      this(url, database, user, password, Tls.PUBLIC);
    }

    /** The database; nothing is opened yet. */
    public ClickHouse connect() {
      return connect(AnswerLimit.DEFAULT);
    }

    /** The database, which may take so long for an answer. */
    ClickHouse connect(Duration answerLimit) {
      return new ClickHouse(url, database, user, password, tls, answerLimit);
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
