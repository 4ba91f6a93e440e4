package io.isomer.debezium.json;

import java.nio.ByteBuffer;

/**
 * A message's key or value: a part of an array that Kafka's client has read it into, with other
 * messages around it. None of the bytes may be changed.
 *
 * @param start of the first byte, in the array
 * @param end behind the last byte, in the array
 */
public record MessageBytes(byte[] array, int start, int end) {

  public static final MessageBytes NONE = of(new byte[0]);

  public static MessageBytes of(byte[] bytes) {
    return new MessageBytes(bytes, 0, bytes.length);
  }

  /** What is left in a buffer, which stays as it is. */
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
