package io.isomer.testing.clickhouseserver.chdb;

import com.sun.jna.Library;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import com.sun.jna.StringArray;
import java.nio.file.Path;

/** The part of libchdb's C interface that the server uses; lengths are in bytes. */
interface Libchdb extends Library {

  static Libchdb load(Path library) {
    return Native.load(library.toString(), Libchdb.class);
  }

  void chdb_set_signal_handlers_enabled(int enabled);

  /** Yields a pointer to the connection, or null. */
  Pointer chdb_connect(int argc, String[] argv);

  void chdb_close_conn(Pointer connectionPointer);

  Pointer chdb_query_with_params_n(
      Pointer connection,
      byte[] sql,
      long sqlLength,
      byte[] format,
      long formatLength,
      StringArray names,
      long[] nameLengths,
      StringArray values,
      long[] valueLengths,
      long count);

  /** Yields a stream that must be destroyed, whether or not it has an error. */
  Pointer chdb_stream_insert_with_params_n(
      Pointer connection,
      byte[] sql,
      long sqlLength,
      byte[] format,
      long formatLength,
      StringArray names,
      long[] nameLengths,
      StringArray values,
      long[] valueLengths,
      long count);

  /** Yields zero on success; the data are copied. */
  int chdb_stream_append(Pointer stream, Pointer data, long length);

  /** Yields a result that must be destroyed. */
  Pointer chdb_stream_done(Pointer stream);

  void chdb_stream_cancel_insert(Pointer stream);

  Pointer chdb_stream_insert_error(Pointer stream);

  void chdb_destroy_insert_stream(Pointer stream);

  Pointer chdb_result_buffer(Pointer result);

  long chdb_result_length(Pointer result);

  Pointer chdb_result_error(Pointer result);

  double chdb_result_elapsed(Pointer result);

  long chdb_result_rows_read(Pointer result);

  long chdb_result_storage_rows_read(Pointer result);

  long chdb_result_storage_bytes_read(Pointer result);

  long chdb_result_rows_written(Pointer result);

  long chdb_result_bytes_written(Pointer result);

  void chdb_destroy_query_result(Pointer result);
}
