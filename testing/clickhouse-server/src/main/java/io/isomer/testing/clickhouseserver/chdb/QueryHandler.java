package io.isomer.testing.clickhouseserver.chdb;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** Runs the statement of one HTTP request and answers with its result. */
final class QueryHandler {

  private static final String DEFAULT_FORMAT = "TabSeparated";

  private final Sessions sessions;

  QueryHandler(Sessions sessions) {
    this.sessions = sessions;
  }

  void handle(HttpExchange exchange, RequestParameters url) throws IOException, EngineException {
    Headers headers = exchange.getRequestHeaders();
    InputStream body = exchange.getRequestBody();
    Optional<ContentCoding> coding = ContentCoding.ofRequest(headers.getFirst("Content-Encoding"));
    if (coding.isPresent()) {
      body = coding.get().decode(body);
    }
    if (url.flag("decompress")) {
      body = new BlockInputStream(body);
    }
    Request request = Request.read(url.get("query").orElse(""), body);
    String format = resultFormat(request.statement(), headers, url);
    try (EngineResult result = run(request, format, database(headers, url), url)) {
      exchange.getResponseHeaders().set("X-ClickHouse-Summary", result.summary());
      exchange.getResponseHeaders().set("X-ClickHouse-Format", format);
      send(exchange, url, result);
    }
  }

  private static String resultFormat(Statement statement, Headers headers, RequestParameters url) {
    Optional<String> named =
        statement instanceof Statement.Query query ? query.format() : Optional.empty();
    return named
        .or(() -> url.get("default_format"))
        .or(() -> Optional.ofNullable(headers.getFirst("X-ClickHouse-Format")))
        .orElse(DEFAULT_FORMAT);
  }

  private static String database(Headers headers, RequestParameters url) {
    return url.get("database")
        .or(() -> Optional.ofNullable(headers.getFirst("X-ClickHouse-Database")))
        .orElse("");
  }

  /**
   * Gives the session back before the answer is sent: the client's next request may come at once.
   */
  private EngineResult run(Request request, String format, String database, RequestParameters url)
      throws IOException, EngineException {
    RequestScope scope = new RequestScope(database, url.settings());
    QueryParameters parameters = QueryParameters.of(url.placeholders());
    try (SessionLease lease = sessions.lease(url)) {
      EngineSession session = lease.session();
      List<String> undo = lease.outlivesRequest() ? scope.undo(session) : List.of();
      try {
        scope.enter(session);
        return run(request, format, parameters, session);
      } finally {
        for (String statement : undo) {
          session.execute(statement);
        }
      }
    }
  }

  private static EngineResult run(
      Request request, String format, QueryParameters parameters, EngineSession session)
      throws IOException, EngineException {
    if (request.statement() instanceof Statement.Insert insert) {
      byte[] head = latin1(insert.head() + "\n"); // its last line may end in a comment
      return session.insert(head, insert.format(), parameters, request.data());
    }
    Statement.Query query = (Statement.Query) request.statement();
    return session.query(latin1(query.sql()), format, parameters);
  }

  private static void send(HttpExchange exchange, RequestParameters url, EngineResult result)
      throws IOException {
    Headers headers = exchange.getResponseHeaders();
    Optional<ContentCoding> coding =
        url.flag("enable_http_compression")
            ? ContentCoding.accepted(exchange.getRequestHeaders().getFirst("Accept-Encoding"))
            : Optional.empty();
    coding.ifPresent(c -> headers.set("Content-Encoding", c.token()));
    boolean blocks = url.flag("compress");
    if (coding.isEmpty() && (!blocks || result.length() == 0)) {
      exchange.sendResponseHeaders(200, result.length() == 0 ? -1 : result.length());
      result.writeTo(exchange.getResponseBody());
      return;
    }
    exchange.sendResponseHeaders(200, 0); // chunked: the packed length is not known yet
    OutputStream out = exchange.getResponseBody();
    if (coding.isPresent()) {
      out = coding.get().encode(out);
    }
    try (OutputStream packed = blocks ? new BlockOutputStream(out) : out) {
      result.writeTo(packed);
    }
  }

  private static byte[] latin1(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }
}
