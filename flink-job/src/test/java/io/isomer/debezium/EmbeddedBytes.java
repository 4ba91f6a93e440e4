package io.isomer.debezium;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.isomer.debezium.json.MessageBytes;
import java.nio.ByteBuffer;

/** Messages' values as Kafka's client has them: among other bytes, which are not to be read. */
public final class EmbeddedBytes {

  private static final byte[] IN_FRONT = "{\"a\":".getBytes(US_ASCII);
  private static final byte[] BEHIND = "1\"}]x".getBytes(US_ASCII);

  private EmbeddedBytes() {}

  /**
   * @param value may be null, as a tombstone's
   */
  public static ByteBuffer of(byte[] value) {
    if (value == null) {
      return null;
    }
    ByteBuffer all = ByteBuffer.allocate(IN_FRONT.length + value.length + BEHIND.length);
    all.put(IN_FRONT).put(value).put(BEHIND);
    ByteBuffer slice = all.position(2).slice();
    return slice.position(IN_FRONT.length - 2).limit(slice.position() + value.length);
  }

  public static ByteBuffer of(String value) {
    return of(value == null ? null : value.getBytes(UTF_8));
  }

  public static byte[] bytes(ByteBuffer value) {
    byte[] bytes = new byte[value.remaining()];
    value.duplicate().get(bytes);
    return bytes;
  }

  static String text(ByteBuffer value) {
    return new String(bytes(value), UTF_8);
  }

  /** A document that is read on its own. */
  public static MessageBytes message(byte[] document) {
    return MessageBytes.of(of(document));
  }
}
