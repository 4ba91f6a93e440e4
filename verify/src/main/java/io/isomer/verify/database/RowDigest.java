package io.isomer.verify.database;

import java.util.List;

/**
 * A row, shortened.
 *
 * @param hash of all its values; of several rows with one key their hashes, with blanks between
 * @param writer in PostgreSQL which transaction wrote it, and where it is: the same as long as
 *     nothing has written it again; empty in ClickHouse
 * @param key its key's values as texts
 */
public record RowDigest(String hash, String writer, List<String> key) {

  /** Whether it stands for several rows of one key. */
  public boolean isDuplicate() {
    return hash.indexOf(' ') > 0;
  }
}
