package io.isomer.clickhouse.server.chdb;

import com.github.luben.zstd.Zstd;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import net.jpountz.lz4.LZ4Exception;
import net.jpountz.lz4.LZ4Factory;

/**
 * Reads ClickHouse's compressed blocks, the framing of its native protocol and of HTTP requests
 * with {@code decompress=1}.
 *
 * <p>A block is a CityHash128 of all that follows (16 bytes), the method (1 byte), the size of
 * header and packed data (4 bytes), the size of the plain data (4 bytes), and the packed data;
 * numbers are little-endian.
 */
final class BlockInputStream extends InputStream {

  static final int CHECKSUM_BYTES = 16;
  static final int HEADER_BYTES = 9;
  static final int DATA_AT = CHECKSUM_BYTES + HEADER_BYTES;
  static final int LZ4 = 0x82;
  private static final int ZSTD = 0x90;
  private static final int NONE = 0x02;

  /** ClickHouse's own limit of a block, packed or plain. */
  private static final int MAX_BYTES = 1 << 30;

  private final InputStream in;
  private byte[] plain = new byte[0];
  private int at;

  BlockInputStream(InputStream in) {
    this.in = in;
  }

  @Override
  public int read() throws IOException {
    return available() > 0 || readBlock() ? plain[at++] & 0xff : -1;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    if (available() == 0 && !readBlock()) {
      return -1;
    }
    int n = Math.min(length, available());
    System.arraycopy(plain, at, bytes, offset, n);
    at += n;
    return n;
  }

  @Override
  public int available() {
    return plain.length - at;
  }

  /** Reads up to the next block that has data; false at the end. */
  private boolean readBlock() throws IOException {
    do {
      byte[] head = in.readNBytes(DATA_AT);
      if (head.length == 0) {
        return false;
      }
      if (head.length < DATA_AT) {
        throw new CorruptBlockException("its header is cut short");
      }
      plain = unpack(head);
      at = 0;
    } while (plain.length == 0);
    return true;
  }

  private byte[] unpack(byte[] head) throws IOException {
    ByteBuffer header = ByteBuffer.wrap(head).order(ByteOrder.LITTLE_ENDIAN);
    int size = header.getInt(17);
    int plainSize = header.getInt(21);
    if (size < HEADER_BYTES || size > MAX_BYTES || plainSize < 0 || plainSize > MAX_BYTES) {
      throw new CorruptBlockException("its sizes are " + size + " and " + plainSize);
    }
    byte[] block = new byte[size];
    System.arraycopy(head, CHECKSUM_BYTES, block, 0, HEADER_BYTES);
    if (in.readNBytes(block, HEADER_BYTES, size - HEADER_BYTES) < size - HEADER_BYTES) {
      throw new CorruptBlockException("its data is cut short");
    }
    BlockChecksum announced = new BlockChecksum(header.getLong(0), header.getLong(8));
    if (!announced.equals(BlockChecksum.of(block, 0, size))) {
      throw new CorruptBlockException("its checksum does not match");
    }
    return switch (block[0] & 0xff) {
      case LZ4 -> unpackLz4(block, plainSize);
      case ZSTD -> unpackZstd(block, plainSize);
      case NONE -> Arrays.copyOfRange(block, HEADER_BYTES, size);
      default -> throw new CorruptBlockException("method " + (block[0] & 0xff) + " is unknown");
    };
  }

  private static byte[] unpackLz4(byte[] block, int plainSize) throws CorruptBlockException {
    try {
      byte[] plain = new byte[plainSize];
      LZ4Factory.fastestJavaInstance()
          .safeDecompressor()
          .decompress(block, HEADER_BYTES, block.length - HEADER_BYTES, plain, 0, plainSize);
      return plain;
    } catch (LZ4Exception e) {
      throw new CorruptBlockException(e.getMessage());
    }
  }

  private static byte[] unpackZstd(byte[] block, int plainSize) throws CorruptBlockException {
    byte[] plain = new byte[plainSize];
    long n =
        Zstd.decompressByteArray(
            plain, 0, plainSize, block, HEADER_BYTES, block.length - HEADER_BYTES);
    if (Zstd.isError(n)) {
      throw new CorruptBlockException(Zstd.getErrorName(n));
    }
    return plain;
  }

  /** The client's compressed data are damaged. */
  static final class CorruptBlockException extends IOException {
    private static final long serialVersionUID = 1;

    CorruptBlockException(String reason) {
      super("a compressed block cannot be read: " + reason);
    }
  }
}
