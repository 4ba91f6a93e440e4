package io.isomer.testing.clickhouseserver.chdb;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * A request's statement and the rows that go with it.
 *
 * @param data the rows of an INSERT; nothing for other statements
 */
record Request(Statement statement, InputStream data) {

  /** So that the rows of an INSERT stream: its head ends well before this. */
  private static final int PREFIX_BYTES = 1 << 20;

  /**
   * Splits a request: the statement is in the URL, in the body, or begins in one and goes on in the
   * other.
   */
  static Request read(String urlQuery, InputStream body) throws IOException, EngineException {
    String inUrl =
        new String(urlQuery.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    Optional<Statement.Insert> fromUrl = Statement.parseInsert(inUrl);
    if (fromUrl.isPresent()) {
      String begun = inUrl.substring(fromUrl.get().dataAt());
      return new Request(fromUrl.get(), followedBy(begun, body));
    }
    String prefix = latin1(body.readNBytes(PREFIX_BYTES));
    String text = inUrl.isEmpty() || prefix.isEmpty() ? inUrl + prefix : inUrl + "\n" + prefix;
    if (Statement.parseInsert(text).isEmpty()) {
      text += latin1(body.readAllBytes());
    }
    Statement statement = Statement.parse(text);
    return statement instanceof Statement.Insert insert
        ? new Request(insert, followedBy(text.substring(insert.dataAt()), body))
        : new Request(statement, InputStream.nullInputStream());
  }

  private static String latin1(byte[] bytes) {
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }

  private static InputStream followedBy(String latin1, InputStream body) {
    byte[] begun = latin1.getBytes(StandardCharsets.ISO_8859_1);
    return new SequenceInputStream(new ByteArrayInputStream(begun), new Unclosed(body));
  }

  /** A request's body must stay open until the answer is sent. */
  private static final class Unclosed extends FilterInputStream {
    Unclosed(InputStream in) {
      super(in);
    }

    @Override
    public void close() {
      // left to the HTTP server
    }
  }
}
