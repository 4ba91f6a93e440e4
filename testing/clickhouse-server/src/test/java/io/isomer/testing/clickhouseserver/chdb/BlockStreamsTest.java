package io.isomer.testing.clickhouseserver.chdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.luben.zstd.Zstd;
import io.isomer.testing.clickhouseserver.chdb.BlockInputStream.CorruptBlockException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BlockStreamsTest {

  private static byte[] packed(byte[] plain) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (BlockOutputStream out = new BlockOutputStream(packed)) {
      out.write(plain);
    }
    return packed.toByteArray();
  }

  private static byte[] unpacked(byte[] packed) throws IOException {
    return new BlockInputStream(new ByteArrayInputStream(packed)).readAllBytes();
  }

  private static byte[] data(int length) {
    byte[] data = new byte[length];
    new Random(length).nextBytes(data);
    Arrays.fill(data, 0, length / 2, (byte) 'x');
    return data;
  }

  private static byte[] block(int method, byte[] data, int plainSize) {
    byte[] block = new byte[BlockInputStream.DATA_AT + data.length];
    ByteBuffer buffer = ByteBuffer.wrap(block).order(ByteOrder.LITTLE_ENDIAN);
    buffer.position(BlockInputStream.CHECKSUM_BYTES);
    buffer.put((byte) method).putInt(BlockInputStream.HEADER_BYTES + data.length);
    buffer.putInt(plainSize).put(data);
    BlockChecksum checksum =
        BlockChecksum.of(
            block, BlockInputStream.CHECKSUM_BYTES, BlockInputStream.HEADER_BYTES + data.length);
    buffer.putLong(0, checksum.first()).putLong(8, checksum.second());
    return block;
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 65_535, 65_536, 65_537, 1_000_000})
  void whatIsWrittenIsRead(int length) throws IOException {
    assertThat(unpacked(packed(data(length)))).isEqualTo(data(length));
  }

  @Test
  void singleBytesPassToo() throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (BlockOutputStream out = new BlockOutputStream(packed)) {
      out.write(0xff);
      out.flush();
      out.write(7);
    }
    BlockInputStream in = new BlockInputStream(new ByteArrayInputStream(packed.toByteArray()));
    assertThat(new int[] {in.read(), in.read(), in.read()}).containsExactly(0xff, 7, -1);
  }

  @Test
  void readsZstdAndUnpackedBlocks() throws IOException {
    byte[] data = data(5000);
    assertThat(unpacked(block(0x90, Zstd.compress(data), data.length))).isEqualTo(data);
    assertThat(unpacked(block(0x02, data, data.length))).isEqualTo(data);
  }

  /** Two bytes as one literal run of LZ4, put together by hand. */
  @Test
  void theFramingIsClickHouses() throws IOException {
    byte[] body = HexFormat.of().parseHex("820c00000002000000" + "20310a");
    byte[] block = new byte[BlockInputStream.CHECKSUM_BYTES + body.length];
    BlockChecksum checksum = BlockChecksum.of(body, 0, body.length);
    ByteBuffer.wrap(block)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putLong(checksum.first())
        .putLong(checksum.second())
        .put(body);
    assertThat(unpacked(block)).asString().isEqualTo("1\n");
    assertThat(packed("1\n".getBytes())).isEqualTo(block);
  }

  @Test
  void damageIsNoticed() throws IOException {
    byte[] good = packed(data(1000));
    for (int at : new int[] {0, 8, 16, good.length - 1}) {
      byte[] bad = good.clone();
      bad[at] ^= 1;
      assertThatThrownBy(() -> unpacked(bad))
          .isInstanceOf(CorruptBlockException.class)
          .hasMessageContaining("checksum");
    }
    for (int length : new int[] {10, 24, 30, good.length - 1}) {
      assertThatThrownBy(() -> unpacked(Arrays.copyOf(good, length)))
          .isInstanceOf(CorruptBlockException.class)
          .hasMessageContaining("cut short");
    }
    assertThatThrownBy(() -> unpacked("SELECT 1, 2, 3, 4, 5, 6, 7".getBytes()))
        .isInstanceOf(CorruptBlockException.class)
        .hasMessageContaining("sizes");
    assertThatThrownBy(() -> unpacked(block(0x55, data(10), 10)))
        .hasMessageContaining("method 85 is unknown");
    assertThatThrownBy(() -> unpacked(block(0x82, data(10), 100)))
        .isInstanceOf(CorruptBlockException.class);
    assertThatThrownBy(() -> unpacked(block(0x90, data(10), 100)))
        .isInstanceOf(CorruptBlockException.class);
  }
}
