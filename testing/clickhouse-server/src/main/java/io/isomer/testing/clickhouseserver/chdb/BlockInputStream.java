package io.isomer.testing.clickhouseserver.chdb;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
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

  /**
   * Clients write blocks of about 1 MiB; a larger number than this is no block, or eats the heap.
   */
  private static final int MAX_BYTES = 1 << 26;

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
    byte[] unpacked = new byte[plainSize];
    try {
      if (unpack(block, unpacked) == plainSize) {
        return unpacked;
      }
    } catch (LZ4Exception | ZstdException e) {
      throw new CorruptBlockException(e.getMessage());
    }
    throw new CorruptBlockException("its data is not as long as it says");
  }

  /** Yields the number of plain bytes. */
  private static long unpack(byte[] block, byte[] target) throws CorruptBlockException {
    int size = block.length - HEADER_BYTES;
    switch (block[0] & 0xff) {
      case LZ4:
        return LZ4Factory.fastestJavaInstance()
            .safeDecompressor()
            .decompress(block, HEADER_BYTES, size, target, 0, target.length);
      case ZSTD:
        return Zstd.decompressByteArray(target, 0, target.length, block, HEADER_BYTES, size);
      case NONE:
        System.arraycopy(block, HEADER_BYTES, target, 0, Math.min(size, target.length));
        return size;
      default:
        throw new CorruptBlockException("method " + (block[0] & 0xff) + " is unknown");
    }
  }

  /** The client's compressed data are damaged. */
  static final class CorruptBlockException extends IOException {
    private static final long serialVersionUID = 1;

    CorruptBlockException(String reason) {
      super("a compressed block cannot be read: " + reason);
    }
  }
}
