package io.isomer.testing.clickhouseserver.chdb;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import net.jpountz.lz4.LZ4Compressor;
import net.jpountz.lz4.LZ4Factory;

/** Writes ClickHouse's compressed blocks, method LZ4; see {@link BlockInputStream}. */
final class BlockOutputStream extends FilterOutputStream {

  private static final int BLOCK_BYTES = 1 << 16;

  private final LZ4Compressor lz4 = LZ4Factory.fastestJavaInstance().fastCompressor();
  private final byte[] plain = new byte[BLOCK_BYTES];
  private final byte[] packed =
      new byte[BlockInputStream.DATA_AT + lz4.maxCompressedLength(BLOCK_BYTES)];
  private int filled;

  BlockOutputStream(OutputStream out) {
    super(out);
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    for (int done = 0; done < length; ) {
      int n = Math.min(length - done, BLOCK_BYTES - filled);
      System.arraycopy(bytes, offset + done, plain, filled, n);
      filled += n;
      done += n;
      if (filled == BLOCK_BYTES) {
        writeBlock();
      }
    }
  }

  private void writeBlock() throws IOException {
    int size =
        BlockInputStream.HEADER_BYTES
            + lz4.compress(plain, 0, filled, packed, BlockInputStream.DATA_AT);
    ByteBuffer block = ByteBuffer.wrap(packed).order(ByteOrder.LITTLE_ENDIAN);
    block.put(16, (byte) BlockInputStream.LZ4).putInt(17, size).putInt(21, filled);
    BlockChecksum checksum = BlockChecksum.of(packed, BlockInputStream.CHECKSUM_BYTES, size);
    block.putLong(0, checksum.first()).putLong(8, checksum.second());
    out.write(packed, 0, BlockInputStream.CHECKSUM_BYTES + size);
    filled = 0;
  }

  @Override
  public void flush() throws IOException {
    if (filled > 0) {
      writeBlock();
    }
    super.flush();
  }
}
