package io.isomer.testing.e2e.operations;

import static org.assertj.core.api.Assertions.assertThat;

import io.isomer.control.pipeline.Pipeline;
import io.isomer.testing.localstack.Directories;
import io.isomer.testing.localstack.PartName;
import io.isomer.testing.localstack.PostgresPart;
import io.isomer.testing.processes.Await;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;
import org.postgresql.replication.LogSequenceNumber;

/**
 * The source's server is lost for good, and another cluster takes its place with a dump that lacks
 * the newest changes: it has no slot, and its positions are below those that ClickHouse has seen.
 */
final class RestoredServer {

  private static final String CLUSTER = "SELECT system_identifier FROM pg_control_system()";
  private static final String POSITION = "SELECT pg_current_wal_insert_lsn()";
  private static final int POSITION_BITS = 56;

  private final OperationsStack stack;
  private final Path data;

  RestoredServer(OperationsStack stack) {
    this.stack = stack;
    this.data = stack.config().directory(PartName.POSTGRES).resolve("data");
  }

  /** Returns when the new server has the dump, and a change of its own. */
  void takeThePlace() throws Exception {
    // at the first position of another segment, 16 MB or more above a new cluster's
    stack.postgres(
        "UPDATE dw_currency SET currency_name = 'dumped' WHERE currency_code = 'KEPT4'",
        "SELECT pg_switch_wal()",
        "UPDATE dw_currency SET currency_name = 'dumped' WHERE currency_code = 'KEPT5'");
    byte[] rows = dump();
    stack.postgres(
        "UPDATE dw_currency SET currency_name = 'lost' WHERE currency_code IN ('KEPT4', 'KEPT5')",
        "DELETE FROM dw_currency WHERE currency_code = 'KEPT6'",
        "INSERT INTO dw_currency (currency_code) VALUES ('LOST')");
    stack.awaitEqual();
    BigInteger newest = newestInClickHouse();
    loseServer();
    new Pipeline(stack.config()).createSourceTables();
    restore(rows);
    stack.postgres(
        "UPDATE dw_currency SET currency_name = 'restored' WHERE currency_code = 'KEPT5'");
    assertThat(LogSequenceNumber.valueOf(stack.query(POSITION)).asLong())
        .as("the new server's position, below that of the copy's newest row")
        .isLessThan(newest.longValueExact());
  }

  /** The commit position of the copy's newest row: 56 bits above as many of the change's own. */
  private BigInteger newestInClickHouse() throws IOException {
    return new BigInteger(
            stack.clickHouse("SELECT max(_version) FROM warehouse.dw_currency__versions"))
        .shiftRight(POSITION_BITS)
        .mod(BigInteger.TWO.pow(POSITION_BITS));
  }

  /** The supervisor starts the part again, which makes a cluster where there is none. */
  private void loseServer() throws Exception {
    String lost = stack.query(CLUSTER);
    Path aside = data.resolveSibling("lost");
    Files.move(data, aside); // the server works in the directory, whatever its name
    stack.kill(PartName.POSTGRES);
    Await.until(
        "another cluster to serve",
        OperationsStack.LIMIT,
        () -> !stack.query(CLUSTER).equals(lost));
    Directories.delete(aside);
  }

  private byte[] dump() throws SQLException, IOException {
    ByteArrayOutputStream rows = new ByteArrayOutputStream();
    try (Connection connection = PostgresPart.connect(stack.config())) {
      copies(connection).copyOut("COPY dw_currency TO STDOUT", rows);
    }
    return rows.toByteArray();
  }

  private void restore(byte[] rows) throws SQLException, IOException {
    try (Connection connection = PostgresPart.connect(stack.config())) {
      copies(connection).copyIn("COPY dw_currency FROM STDIN", new ByteArrayInputStream(rows));
    }
  }

  private static CopyManager copies(Connection connection) throws SQLException {
    return connection.unwrap(PGConnection.class).getCopyAPI();
  }
}
