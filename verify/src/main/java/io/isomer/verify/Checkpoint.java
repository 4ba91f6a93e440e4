package io.isomer.verify;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE;

import io.isomer.verify.database.Splitter.Split;
import io.isomer.verify.database.UncomparableException;
import java.io.IOException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A file with the ranges that were found equal, from which a later run resumes. Each line is a list
 * of words and is appended when its fact is known. An incomplete last line is ignored.
 */
public final class Checkpoint {

  private static final String HEADER = "isomer-verify 1 ";

  private final Path file;
  private final Map<String, Cut> cuts = new HashMap<>();

  /** How a table was cut, and its equal ranges with their rows. */
  private record Cut(int count, List<String> bounds, Map<Integer, Long> equal) {}

  private Checkpoint(Path file) {
    this.file = file;
  }

  /** A checkpoint that remembers nothing. */
  public static Checkpoint none() {
    return new Checkpoint(null);
  }

  /**
   * Resumes from a file, or creates it.
   *
   * @param databases the compared databases; a file about others is rejected
   */
  public static Checkpoint in(Path file, String databases) throws IOException {
    Checkpoint checkpoint = new Checkpoint(file);
    if (!Files.exists(file)) {
      checkpoint.append(HEADER + word(databases));
      return checkpoint;
    }
    String text = Files.readString(file);
    List<String> lines = text.substring(0, text.lastIndexOf('\n') + 1).lines().toList();
    if (lines.isEmpty() || !lines.get(0).equals(HEADER + word(databases))) {
      throw new UncomparableException(
          file + " is of a verification of other databases: name another file, or delete it");
    }
    Files.writeString(file, String.join("\n", lines) + "\n");
    lines.stream().skip(1).forEach(checkpoint::read);
    return checkpoint;
  }

  private void read(String line) {
    String[] words = line.split(" ", -1);
    String table = text(words[1]);
    if (words[0].equals("cut")) {
      List<String> bounds = new ArrayList<>();
      for (int i = 3; i < words.length; i++) {
        bounds.add(text(words[i]));
      }
      cuts.put(table, new Cut(Integer.parseInt(words[2]), bounds, new HashMap<>()));
    } else {
      cuts.get(table).equal().put(Integer.valueOf(words[2]), Long.valueOf(words[3]));
    }
  }

  /** How the table was cut; null when it has not been yet. */
  List<String> bounds(String table) {
    Cut cut = cuts.get(table);
    return cut == null ? null : cut.bounds();
  }

  int count(String table) {
    return cuts.get(table).count();
  }

  /** The ranges that were found equal, with their rows. */
  Map<Integer, Long> equal(String table) {
    return cuts.containsKey(table) ? Map.copyOf(cuts.get(table).equal()) : Map.of();
  }

  void cut(String table, Split split) throws IOException {
    if (file != null) {
      StringBuilder line = new StringBuilder("cut ").append(word(table));
      line.append(' ').append(split.ranges().size());
      split.bounds().forEach(bound -> line.append(' ').append(word(bound)));
      append(line.toString());
    }
  }

  void equal(String table, int range, long rows) throws IOException {
    if (file != null) {
      append("equal " + word(table) + " " + range + " " + rows);
    }
  }

  /** Deletes the file after a complete run: the next run begins at the start. */
  public void finish() throws IOException {
    if (file != null) {
      Files.deleteIfExists(file);
    }
  }

  private void append(String line) throws IOException {
    Files.writeString(file, line + "\n", CREATE, APPEND);
  }

  private static String word(String text) {
    return URLEncoder.encode(text, UTF_8);
  }

  private static String text(String word) {
    return URLDecoder.decode(word, UTF_8);
  }
}
