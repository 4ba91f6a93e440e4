package io.isomer.testing.localstack;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Properties;

/** The stack's passwords: generated once per directory, kept in a file only its owner can read. */
public record Secrets(String postgresPassword, String clickhousePassword) {

  /** The file's name within the stack's directory. */
  public static final String FILE = "secrets.properties";

  private static final String POSTGRES = "postgres.password";
  private static final String CLICKHOUSE = "clickhouse.password";
  private static final int PASSWORD_BYTES = 16;

  /** Reads the secrets kept in {@code directory}, or generates them. */
  public static Secrets in(Path directory) throws IOException {
    Path file = directory.resolve(FILE);
    if (!Files.exists(file)) {
      generate(file);
    }
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(file)) {
      properties.load(reader);
    }
    return new Secrets(
        required(properties, POSTGRES, file), required(properties, CLICKHOUSE, file));
  }

  private static void generate(Path file) throws IOException {
    Properties properties = new Properties();
    properties.setProperty(POSTGRES, password());
    properties.setProperty(CLICKHOUSE, password());
    Files.createFile(
        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    try (Writer writer = Files.newBufferedWriter(file)) {
      properties.store(writer, "generated; valid for the data in this directory only");
    }
  }

  private static String password() {
    byte[] random = new byte[PASSWORD_BYTES];
    new SecureRandom().nextBytes(random);
    return HexFormat.of().formatHex(random);
  }

  private static String required(Properties properties, String key, Path file) throws IOException {
    String value = properties.getProperty(key);
    if (value == null) {
      throw new IOException(file + " has no " + key + "; 'isomer down --clean' starts afresh");
    }
    return value;
  }

  /** Never shows the passwords. */
  @Override
  public String toString() {
    return "Secrets[hidden]";
  }
}
