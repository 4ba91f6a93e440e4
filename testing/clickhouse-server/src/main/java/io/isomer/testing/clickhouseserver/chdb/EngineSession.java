package io.isomer.testing.clickhouseserver.chdb;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** One engine connection: its own settings, database and temporary tables. Not thread safe. */
final class EngineSession implements AutoCloseable {

  private static final int CHUNK_BYTES = 1 << 18;

  private final Libchdb chdb;
  private final Pointer connection;

  EngineSession(Libchdb chdb, Pointer connection) {
    this.chdb = chdb;
    this.connection = connection;
  }

  /**
   * Runs one statement.
   *
   * @param format the result's format where the statement names none
   */
  EngineResult query(byte[] sql, String format, QueryParameters parameters) throws EngineException {
    byte[] formatBytes = format.getBytes(StandardCharsets.UTF_8);
    return EngineResult.of(
        chdb,
        chdb.chdb_query_with_params_n(
            connection.getPointer(0),
            sql,
            sql.length,
            formatBytes,
            formatBytes.length,
            parameters.nativeNames(),
            parameters.nameLengths(),
            parameters.nativeValues(),
            parameters.valueLengths(),
            parameters.count()));
  }

  void execute(String sql) throws EngineException {
    query(sql.getBytes(StandardCharsets.UTF_8), "Null", QueryParameters.NONE).close();
  }

  /**
   * Runs {@code head}, an INSERT up to its column list or SETTINGS, with the rows in {@code data}.
   *
   * @throws IOException when {@code data} cannot be read to its end; as with a ClickHouse server,
   *     whole blocks before that point may be in the table
   */
  EngineResult insert(byte[] head, String format, QueryParameters parameters, InputStream data)
      throws EngineException, IOException {
    byte[] formatBytes = format.getBytes(StandardCharsets.UTF_8);
    Pointer stream =
        chdb.chdb_stream_insert_with_params_n(
            connection.getPointer(0),
            head,
            head.length,
            formatBytes,
            formatBytes.length,
            parameters.nativeNames(),
            parameters.nameLengths(),
            parameters.nativeValues(),
            parameters.valueLengths(),
            parameters.count());
    try {
      Pointer error = chdb.chdb_stream_insert_error(stream);
      if (error != null) {
        throw EngineException.parse(error.getString(0, "UTF-8"));
      }
      append(stream, data);
      return EngineResult.of(chdb, chdb.chdb_stream_done(stream));
    } finally {
      chdb.chdb_destroy_insert_stream(stream); // cancels an insert that was not finished
    }
  }

  private void append(Pointer stream, InputStream data) throws IOException {
    byte[] chunk = new byte[CHUNK_BYTES];
    try (Memory copy = new Memory(CHUNK_BYTES)) {
      for (int n = data.readNBytes(chunk, 0, CHUNK_BYTES);
          n > 0;
          n = data.readNBytes(chunk, 0, CHUNK_BYTES)) {
        copy.write(0, chunk, 0, n);
        if (chdb.chdb_stream_append(stream, copy, n) != 0) {
          return; // the insert has failed: the reason comes with its result
        }
      }
    }
  }

  @Override
  public void close() {
    chdb.chdb_close_conn(connection);
  }
}
