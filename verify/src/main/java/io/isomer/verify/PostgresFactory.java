package io.isomer.verify;

import io.isomer.verify.database.Postgres;
import java.sql.SQLException;

/** Opens sessions of the source database. */
@FunctionalInterface
public interface PostgresFactory {

  Postgres connect() throws SQLException;
}
