package io.isomer.testing.e2e.property;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Every statement of a round in its order, with the connection that it ran on. */
final class StatementLog {

  private static final int SHOWN_CHARACTERS = 300;
  private static final int SHOWN_STATEMENTS = 20;

  private final List<String> statements = new ArrayList<>();
  private final Map<String, Integer> failures = new TreeMap<>();
  private long rows;

  void add(int connection, String sql) {
    statements.add("/* " + connection + " */ " + sql);
  }

  void failed(String state) {
    failures.merge(state, 1, Integer::sum);
    statements.add("-- failed with " + state);
  }

  /** The statement has changed so many rows, which a rollback may still undo. */
  void changed(int count) {
    rows += count;
  }

  int size() {
    return statements.size();
  }

  /** How many rows all statements have changed. */
  long rows() {
    return rows;
  }

  /** By SQLSTATE, how many statements have failed. */
  Map<String, Integer> failures() {
    return failures;
  }

  /** The newest of those that name the table or end a transaction. */
  String about(String table) {
    List<String> all = statements.stream().filter(sql -> sql.contains(table)).toList();
    return all.subList(Math.max(0, all.size() - SHOWN_STATEMENTS), all.size()).stream()
        .map(
            sql ->
                sql.length() > SHOWN_CHARACTERS ? sql.substring(0, SHOWN_CHARACTERS) + " …" : sql)
        .collect(Collectors.joining("\n"));
  }

  void write(Path file) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, String.join(";\n", statements) + ";\n");
  }
}
