package io.isomer.debezium;

import net.jpountz.lz4.LZ4Factory;
import net.jpountz.util.Native;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the Kafka consumer decompress LZ4 with native code.
 *
 * <p>The LZ4 library searches its native code only in the class path of the JVM, which does not
 * contain the job's jar. Its Java code takes ten times as long, which is longer than all later
 * processing of a message.
 */
final class NativeLz4 {

  private static final Logger LOG = LoggerFactory.getLogger(NativeLz4.class);

  private NativeLz4() {}

  /** Loads the native code. Call before the first message is read. */
  static void load() {
    try {
      Native.load();
    } catch (LinkageError | AssertionError | RuntimeException e) { // undocumented
      LOG.warn(
          "Native LZ4 is not available on this platform. Decompression will be slow: {}",
          e.toString());
    }
    LOG.info("LZ4 messages are decompressed by {}", LZ4Factory.fastestInstance());
  }
}
