package io.isomer.debezium.json;

import java.nio.ByteBuffer;

/**
 * The key or value of a message: a range of an array that the Kafka client read, among other
 * messages. The bytes must not be changed.
 *
 * @param start position of the first byte
 * @param end position after the last byte
 */
public record MessageBytes(byte[] array, int start, int end) {

  public static final MessageBytes NONE = of(new byte[0]);

  public static MessageBytes of(byte[] bytes) {
    return new MessageBytes(bytes, 0, bytes.length);
  }

  /** The remaining bytes of a buffer, which is not changed. */
  public static MessageBytes of(ByteBuffer buffer) {
    if (!buffer.hasArray()) {
      byte[] copy = new byte[buffer.remaining()];
      buffer.duplicate().get(copy);
      return of(copy);
    }
    int start = buffer.arrayOffset() + buffer.position();
    return new MessageBytes(buffer.array(), start, start + buffer.remaining());
  }

  public int size() {
    return end - start;
  }
}
