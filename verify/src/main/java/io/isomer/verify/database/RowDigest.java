package io.isomer.verify.database;

import java.util.List;

/**
 * A row's key and hash.
 *
 * @param hash of all its values; of several rows with one key their hashes, with blanks between
 * @param writer in PostgreSQL the transaction that wrote it, and its place: both stay the same
 *     until the row is written again; empty in ClickHouse
 * @param key its key's values as texts
 */
public record RowDigest(String hash, String writer, List<String> key) {

  /** Whether the digest is of several rows with one key. */
  public boolean isDuplicate() {
    return hash.indexOf(' ') > 0;
  }
}
