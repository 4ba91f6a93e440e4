package io.isomer.testing.clickhouseserver;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/** The archive of an npm package, a gzipped tar file. */
final class NpmArchive {

  private static final int CHUNK_BYTES = 1 << 18;

  private NpmArchive() {}

  /** Unpacks one entry. */
  static void extract(Path archive, String entry, Path target, Progress progress)
      throws IOException {
    try (InputStream file = new BufferedInputStream(Files.newInputStream(archive), CHUNK_BYTES);
        TarArchiveInputStream tar = new TarArchiveInputStream(new GZIPInputStream(file))) {
      for (TarArchiveEntry e = tar.getNextEntry(); e != null; e = tar.getNextEntry()) {
        if (e.getName().equals(entry)) {
          copy(tar, target, new ProgressMeter(progress, "unpacking " + entry, e.getSize()));
          return;
        }
      }
    }
    throw new IOException(archive + " holds no " + entry);
  }

  private static void copy(InputStream in, Path target, ProgressMeter meter) throws IOException {
    try (OutputStream out = Files.newOutputStream(target)) {
      byte[] chunk = new byte[CHUNK_BYTES];
      long done = 0;
      for (int n = in.read(chunk); n >= 0; n = in.read(chunk)) {
        out.write(chunk, 0, n);
        done += n;
        meter.at(done);
      }
      meter.done(done);
    }
  }
}
