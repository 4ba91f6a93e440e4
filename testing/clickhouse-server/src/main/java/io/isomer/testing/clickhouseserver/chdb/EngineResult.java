package io.isomer.testing.clickhouseserver.chdb;

import com.sun.jna.Pointer;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** A statement's whole result in native memory; it outlives its session. */
final class EngineResult implements AutoCloseable {

  private static final int CHUNK_BYTES = 1 << 16;

  private final Libchdb chdb;
  private final Pointer handle;
  private final long length;

  private EngineResult(Libchdb chdb, Pointer handle) {
    this.chdb = chdb;
    this.handle = handle;
    this.length = chdb.chdb_result_length(handle);
  }

  /** Takes over a result of the library; its error becomes an exception. */
  static EngineResult of(Libchdb chdb, Pointer handle) throws EngineException {
    Pointer error = chdb.chdb_result_error(handle);
    if (error == null) {
      return new EngineResult(chdb, handle);
    }
    String text = error.getString(0, "UTF-8");
    chdb.chdb_destroy_query_result(handle); // nothing else of it is valid beside an error
    throw EngineException.parse(text);
  }

  long length() {
    return length;
  }

  String text() {
    return length == 0
        ? ""
        : new String(
            chdb.chdb_result_buffer(handle).getByteArray(0, Math.toIntExact(length)),
            StandardCharsets.UTF_8);
  }

  void writeTo(OutputStream out) throws IOException {
    Pointer buffer = chdb.chdb_result_buffer(handle);
    for (long at = 0; at < length; at += CHUNK_BYTES) {
      out.write(buffer.getByteArray(at, (int) Math.min(CHUNK_BYTES, length - at)));
    }
  }

  /** The counters in the form of the header {@code X-ClickHouse-Summary}. */
  String summary() {
    return String.format(
        Locale.ROOT,
        "{\"read_rows\":\"%d\",\"read_bytes\":\"%d\",\"written_rows\":\"%d\",\"written_bytes\":\"%d\","
            + "\"total_rows_to_read\":\"0\",\"result_rows\":\"%d\",\"result_bytes\":\"%d\","
            + "\"elapsed_ns\":\"%d\"}",
        chdb.chdb_result_storage_rows_read(handle),
        chdb.chdb_result_storage_bytes_read(handle),
        chdb.chdb_result_rows_written(handle),
        chdb.chdb_result_bytes_written(handle),
        chdb.chdb_result_rows_read(handle),
        length,
        (long) (chdb.chdb_result_elapsed(handle) * 1e9));
  }

  @Override
  public void close() {
    chdb.chdb_destroy_query_result(handle);
  }
}
