package io.isomer.control.sql;

import java.io.IOException;
import java.sql.SQLException;

/** A database that a person queries. */
public interface SqlSession extends AutoCloseable {

  /** Runs one statement. */
  SqlResult run(String statement) throws IOException, SQLException;

  @Override
  void close() throws SQLException;
}
