package io.isomer.verify.cli;

import io.isomer.verify.CopyProgress;
import io.isomer.verify.database.Postgres;
import java.io.IOException;
import java.sql.SQLException;

/** Creates a {@link CopyProgress} for a session. */
@FunctionalInterface
public interface ProgressFactory {

  CopyProgress on(Postgres postgres) throws IOException, SQLException;
}
