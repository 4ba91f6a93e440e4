package io.isomer.control.compose;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The file that Docker Compose takes variables from: {@code NAME=value} lines, of which those that
 * start with {@code #} are comments.
 *
 * @param path where it is
 * @param values by name, as written
 */
public record EnvFile(Path path, Map<String, String> values) {

  private static final Pattern LINE = Pattern.compile("([A-Za-z_][A-Za-z0-9_]*)=(.*)");
  private static final String PASSWORD = "PASSWORD";
  private static final int PASSWORD_BYTES = 16;

  public EnvFile {
    values = Map.copyOf(values);
  }

  /** Reads a file that is there. */
  public static EnvFile read(Path path) throws IOException {
    Map<String, String> values = new LinkedHashMap<>();
    for (String line : Files.readAllLines(path)) {
      Matcher matcher = LINE.matcher(line.strip());
      if (matcher.matches()) {
        values.put(matcher.group(1), unquoted(matcher.group(2).strip()));
      }
    }
    return new EnvFile(path, values);
  }

  /** Makes one from its example, with passwords of its own, for its owner's eyes only. */
  public static void create(Path path, Path example) throws IOException {
    String text =
        Files.readAllLines(example).stream()
            .map(EnvFile::withPassword)
            .collect(Collectors.joining("\n", "", "\n"));
    Files.createFile(
        path, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(path, text);
  }

  private static String withPassword(String line) {
    Matcher matcher = LINE.matcher(line);
    if (!matcher.matches() || !matcher.group(1).endsWith(PASSWORD)) {
      return line;
    }
    byte[] random = new byte[PASSWORD_BYTES];
    new SecureRandom().nextBytes(random);
    return matcher.group(1) + "=" + HexFormat.of().formatHex(random);
  }

  private static String unquoted(String value) {
    boolean quoted =
        value.length() > 1
            && (value.startsWith("'") && value.endsWith("'")
                || value.startsWith("\"") && value.endsWith("\""));
    return quoted ? value.substring(1, value.length() - 1) : value;
  }

  /**
   * A variable that must be there.
   *
   * @throws IOException naming the file and the variable when it is missing or empty
   */
  public String required(String name) throws IOException {
    String value = values.getOrDefault(name, "");
    if (value.isEmpty()) {
      throw new IOException(path + " does not set " + name + "; .env.example shows what it is for");
    }
    return value;
  }

  /** Never shows the passwords. */
  @Override
  public String toString() {
    return "EnvFile[" + path + "]";
  }
}
