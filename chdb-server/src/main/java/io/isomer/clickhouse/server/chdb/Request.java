package io.isomer.clickhouse.server.chdb;

import java.io.ByteArrayInputStream;
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

  /** An INSERT's head ends well before this; only other statements are read beyond it. */
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
      return new Request(fromUrl.get(), new SequenceInputStream(bytes(begun), body));
    }
    String prefix = latin1(body.readNBytes(PREFIX_BYTES));
    String text = inUrl.isEmpty() || prefix.isEmpty() ? inUrl + prefix : inUrl + "\n" + prefix;
    Optional<Statement.Insert> insert = Statement.parseInsert(text);
    if (insert.isPresent()) {
      String begun = text.substring(insert.get().dataAt());
      return new Request(insert.get(), new SequenceInputStream(bytes(begun), body));
    }
    return new Request(
        Statement.parse(text + latin1(body.readAllBytes())), InputStream.nullInputStream());
  }

  private static String latin1(byte[] bytes) {
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }

  private static InputStream bytes(String latin1) {
    return new ByteArrayInputStream(latin1.getBytes(StandardCharsets.ISO_8859_1));
  }
}
