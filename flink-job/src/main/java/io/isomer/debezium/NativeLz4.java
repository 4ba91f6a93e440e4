package io.isomer.debezium;

import net.jpountz.lz4.LZ4Factory;
import net.jpountz.util.Native;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets Kafka's consumer decompress LZ4 by native code.
 *
 * <p>The library looks for its native code by itself only in the JVM's own class path, and a job's
 * jar is not in it. Its Java code takes ten times as long, which is more than all that is done with
 * a message afterwards.
 */
final class NativeLz4 {

  private static final Logger LOG = LoggerFactory.getLogger(NativeLz4.class);

  private NativeLz4() {}

  /** Loads it; to be called before the first message is read. */
  static void load() {
    try {
      Native.load();
    } catch (LinkageError | AssertionError | RuntimeException e) { // what it throws is not told
      LOG.warn(
          "No native LZ4 on this platform; messages are decompressed slowly: {}", e.toString());
    }
    LOG.info("Messages that are compressed with LZ4 are read by {}", LZ4Factory.fastestInstance());
  }
}
