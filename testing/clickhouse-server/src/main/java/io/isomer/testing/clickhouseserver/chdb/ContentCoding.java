package io.isomer.testing.clickhouseserver.chdb;

import com.github.luben.zstd.ZstdInputStream;
import com.github.luben.zstd.ZstdOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.InflaterInputStream;
import net.jpountz.lz4.LZ4FrameInputStream;
import net.jpountz.lz4.LZ4FrameOutputStream;

/** The compressions of HTTP bodies that the server knows, in the order it prefers them. */
enum ContentCoding {
  ZSTD {
    @Override
    InputStream decode(InputStream in) throws IOException {
      return new ZstdInputStream(in);
    }

    @Override
    OutputStream encode(OutputStream out) throws IOException {
      return new ZstdOutputStream(out);
    }
  },
  LZ4 {
    @Override
    InputStream decode(InputStream in) throws IOException {
      return new LZ4FrameInputStream(in);
    }

    @Override
    OutputStream encode(OutputStream out) throws IOException {
      return new LZ4FrameOutputStream(out);
    }
  },
  GZIP {
    @Override
    InputStream decode(InputStream in) throws IOException {
      return new GZIPInputStream(in);
    }

    @Override
    OutputStream encode(OutputStream out) throws IOException {
      return new GZIPOutputStream(out);
    }
  },
  DEFLATE {
    @Override
    InputStream decode(InputStream in) {
      return new InflaterInputStream(in);
    }

    @Override
    OutputStream encode(OutputStream out) {
      return new DeflaterOutputStream(out);
    }
  };

  private static final int UNKNOWN_COMPRESSION_METHOD = 89;

  abstract InputStream decode(InputStream in) throws IOException;

  abstract OutputStream encode(OutputStream out) throws IOException;

  String token() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The coding that the header Content-Encoding names, if any. */
  static Optional<ContentCoding> ofRequest(String contentEncoding) throws EngineException {
    if (contentEncoding == null
        || contentEncoding.isBlank()
        || contentEncoding.equalsIgnoreCase("identity")) {
      return Optional.empty();
    }
    for (ContentCoding coding : values()) {
      if (coding.token().equalsIgnoreCase(contentEncoding.strip())) {
        return Optional.of(coding);
      }
    }
    throw new EngineException(
        UNKNOWN_COMPRESSION_METHOD,
        "Content-Encoding '"
            + contentEncoding
            + "' is not known: use zstd, lz4, gzip or deflate. (UNKNOWN_COMPRESSION_METHOD)");
  }

  /** The preferred coding among those that the header Accept-Encoding lists. */
  static Optional<ContentCoding> accepted(String acceptEncoding) {
    if (acceptEncoding != null) {
      for (ContentCoding coding : values()) {
        for (String accepted : acceptEncoding.split(",")) {
          if (accepted.split(";")[0].strip().equalsIgnoreCase(coding.token())) {
            return Optional.of(coding);
          }
        }
      }
    }
    return Optional.empty();
  }
}
