package io.isomer.clickhouse.client;

import java.sql.SQLException;

/** A connection to ClickHouse for one thread; established when first needed. */
public interface ClientConnection {

  /**
   * @throws SQLException when the connection cannot be established
   */
  ClickHouseClient client() throws SQLException;

  /** After a failure: makes the next {@link #client()} establish a new connection if necessary. */
  void closeIfBroken() throws SQLException;

  /** Also ends what another thread does over the connection. */
  void close();
}
