package io.isomer.verify;

import io.isomer.verify.side.Postgres;
import java.sql.SQLException;

/** Opens sessions of the source database. */
@FunctionalInterface
public interface PostgresFactory {

  Postgres connect() throws SQLException;
}
