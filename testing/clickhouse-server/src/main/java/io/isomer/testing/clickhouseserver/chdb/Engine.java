package io.isomer.testing.clickhouseserver.chdb;

import com.sun.jna.Pointer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * ClickHouse's engine in this process, over one data directory.
 *
 * <p>A process has one engine, from its first session on. The engine ends with its last session, so
 * one is held open.
 */
final class Engine {

  private static final int CANNOT_OPEN_FILE = 76;

  private final Libchdb chdb;
  private final Path data;
  private final String timezone;

  private Engine(Libchdb chdb, Path data) throws EngineException {
    this.chdb = chdb;
    this.data = data;
    EngineSession keeper = connect(); // never closed
    byte[] sql = "SELECT timezone()".getBytes(StandardCharsets.UTF_8);
    try (EngineResult result = keeper.query(sql, "RawBLOB", QueryParameters.NONE)) {
      timezone = result.text();
    }
  }

  static Engine open(Path library, Path data) throws EngineException {
    Libchdb chdb = Libchdb.load(library);
    chdb.chdb_set_signal_handlers_enabled(0); // the JVM needs its own
    return new Engine(chdb, data);
  }

  EngineSession connect() throws EngineException {
    String[] arguments = {"clickhouse", "--path=" + data};
    Pointer connection = chdb.chdb_connect(arguments.length, arguments);
    if (connection == null) {
      throw new EngineException(
          CANNOT_OPEN_FILE, "cannot open " + data + "; does another process use it?");
    }
    EngineSession session = new EngineSession(chdb, connection);
    try {
      session.execute("SET implicit_select = 0"); // as in the server; on in the library
    } catch (EngineException e) {
      session.close();
      throw e;
    }
    return session;
  }

  String timezone() {
    return timezone;
  }
}
