package io.isomer.testing.clickhouseserver.chdb;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.Executors;

/**
 * ClickHouse's HTTP interface over the engine in {@code libchdb.so}, for tests and trials on a
 * machine without a ClickHouse server.
 *
 * <p>It must be a process of its own, in an otherwise empty working directory, where the engine
 * would load a {@code config.xml}. It listens on the loopback interface only.
 *
 * <p>Inserts stream into the engine. A result is materialised in native memory before its first
 * byte is sent, so an error is always an HTTP error, never the end of a half-sent result; it costs
 * memory in the size of the result.
 *
 * @see <a href="https://clickhouse.com/docs/interfaces/http">ClickHouse's HTTP interface</a>
 */
public final class ChdbHttpServer {

  private static final int BACKLOG = 128;

  private ChdbHttpServer() {}

  /**
   * Serves until the process is asked to end.
   *
   * @param arguments see {@link ServerOptions}; the password comes in the environment variable
   *     {@link ServerOptions#PASSWORD_VARIABLE}
   */
  public static void main(String[] arguments) {
    try {
      serve(ServerOptions.parse(arguments));
    } catch (IOException | EngineException | RuntimeException | LinkageError e) {
      e.printStackTrace();
      LibC.INSTANCE._exit(1);
    }
  }

  private static void serve(ServerOptions options) throws IOException, EngineException {
    // read by the HTTP server's static initialiser
    System.setProperty("sun.net.httpserver.nodelay", "true");
    System.setProperty("sun.net.httpserver.idleInterval", "3600");
    HttpServer http = bind(options); // before the engine, as it is the likelier to fail
    Engine engine = Engine.open(options.library(), options.data());
    Runtime.getRuntime().addShutdownHook(new Thread(() -> end(http), "end"));
    String password = System.getenv().getOrDefault(ServerOptions.PASSWORD_VARIABLE, "");
    http.createContext(
        "/",
        new HttpInterface(
            new QueryHandler(new Sessions(engine)),
            new Credentials(options.user(), password),
            engine.timezone()));
    http.setExecutor(Executors.newCachedThreadPool());
    http.start();
    System.out.println("listening on " + http.getAddress());
  }

  private static HttpServer bind(ServerOptions options) throws IOException {
    int port = options.port();
    try {
      return options
          .transport()
          .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), BACKLOG);
    } catch (BindException e) {
      throw new IOException("cannot listen on port " + port + ": " + e.getMessage(), e);
    }
  }

  private static void end(HttpServer http) {
    http.stop(0);
    LibC.INSTANCE._exit(0);
  }
}
