package io.isomer.control.stack;

import io.isomer.verify.database.PostgresUrl;
import java.sql.Connection;
import java.sql.SQLException;
import picocli.CommandLine.Option;

/** A PostgreSQL that is not the stack's. */
public final class SourceOption {

  @Option(
      names = "--postgres-url",
      required = true,
      paramLabel = "URL",
      description = "jdbc:postgresql://host:port/database")
  private String url;

  @Option(
      names = "--postgres-user",
      required = true,
      paramLabel = "USER",
      description = "best the connector's; the password is taken from PGPASSWORD")
  private String user;

  public String url() {
    return url;
  }

  public String user() {
    return user;
  }

  public Connection connect() throws SQLException {
    return PostgresUrl.connect(url, user, System.getenv().getOrDefault("PGPASSWORD", ""));
  }
}
