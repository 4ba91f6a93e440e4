package io.isomer.stack.cli;

import java.io.IOException;
import java.sql.SQLException;

/** A database that a person queries. */
interface SqlSession extends AutoCloseable {

  /** Runs one statement. */
  SqlResult run(String statement) throws IOException, SQLException;

  @Override
  void close() throws SQLException;
}
