package io.isomer.testing.clickhouseserver.chdb;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import io.isomer.testing.clickhouseserver.chdb.BlockInputStream.CorruptBlockException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;

/** ClickHouse's HTTP interface: paths, authentication, the headers of every answer, and errors. */
final class HttpInterface implements HttpHandler {

  private final QueryHandler queries;
  private final Credentials credentials;
  private final String timezone;

  HttpInterface(QueryHandler queries, Credentials credentials, String timezone) {
    this.queries = queries;
    this.credentials = credentials;
    this.timezone = timezone;
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      respond(exchange);
    } catch (
        IOException e) { // the client has gone, or sent half a body: nobody to tell but the log
      System.err.println(exchange.getRequestMethod() + " request broke off: " + e);
      throw e;
    } catch (RuntimeException | Error e) {
      e.printStackTrace();
      throw e;
    }
  }

  private void respond(HttpExchange exchange) throws IOException {
    RequestParameters url = RequestParameters.parse(exchange.getRequestURI().getRawQuery());
    Headers answer = exchange.getResponseHeaders();
    answer.set("X-ClickHouse-Query-Id", queryId(exchange, url));
    answer.set("X-ClickHouse-Server-Display-Name", "chdb");
    answer.set("X-ClickHouse-Timezone", timezone);
    String path = exchange.getRequestURI().getPath();
    boolean post = exchange.getRequestMethod().equals("POST");
    if (path.equals("/ping") || path.equals("/") && !post && url.get("query").isEmpty()) {
      sendText(exchange, 200, "Ok.\n");
      return;
    }
    if (!path.equals("/")) {
      sendText(exchange, 404, "There is no handle " + path + ": use / or /ping.\n");
      return;
    }
    try {
      credentials.require(Credentials.presented(exchange.getRequestHeaders(), url));
      queries.handle(exchange, url);
    } catch (EngineException e) {
      sendError(exchange, e);
    } catch (CorruptBlockException e) {
      sendError(
          exchange, new EngineException(EngineException.CANNOT_DECOMPRESS, e.getMessage() + "."));
    }
  }

  private static String queryId(HttpExchange exchange, RequestParameters url) {
    return url.get("query_id")
        .or(
            () ->
                Optional.ofNullable(exchange.getRequestHeaders().getFirst("X-ClickHouse-Query-Id")))
        .orElseGet(() -> UUID.randomUUID().toString());
  }

  private static void sendError(HttpExchange exchange, EngineException error) throws IOException {
    exchange.getResponseHeaders().set("X-ClickHouse-Exception-Code", String.valueOf(error.code()));
    sendText(exchange, error.httpStatus(), error.getMessage() + "\n");
  }

  private static void sendText(HttpExchange exchange, int status, String text) throws IOException {
    // an answer to a half-read request reaches the client as a connection reset
    exchange.getRequestBody().transferTo(OutputStream.nullOutputStream());
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "text/plain; charset=UTF-8");
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
  }
}
