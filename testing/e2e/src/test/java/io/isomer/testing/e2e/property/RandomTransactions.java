package io.isomer.testing.e2e.property;

import io.isomer.testing.e2e.property.type.Sql;
import io.isomer.testing.localstack.StackConfig;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Runs random transactions, alone or interleaved with others, all by one thread. */
final class RandomTransactions implements AutoCloseable {

  private static final int CLIENTS = 3;
  private static final int MAX_STATEMENTS = 6;

  private final Random random;
  private final RandomStatements statements;
  private final SchemaChanges schemaChanges;
  private final String schema;
  private final List<SourceTable> tables;
  private final List<Client> clients = new ArrayList<>();

  RandomTransactions(
      Random random, StackConfig config, StatementLog log, String schema, List<SourceTable> tables)
      throws SQLException {
    this.random = random;
    this.statements = new RandomStatements(random);
    this.schemaChanges = new SchemaChanges(random);
    this.schema = schema;
    this.tables = tables;
    for (int i = 0; i < CLIENTS; i++) {
      clients.add(new Client(config, log, schema, i));
    }
  }

  /** Some transactions; returns how many. */
  int next() throws SQLException {
    return switch (random.nextInt(24)) {
      case 0 -> truncation();
      case 1, 2, 3 -> schemaChange();
      case 4 -> random.nextInt(4) == 0 && tables.size() < 8 ? newTable() : incrementalSnapshot();
      case 5, 6, 7, 8 -> single();
      case 9, 10, 11, 12, 13 -> interleaved();
      default -> transaction();
    };
  }

  /**
   * Some transactions that a snapshot may meet. To one that was taken before it, PostgreSQL shows a
   * table as empty that was truncated or rewritten.
   */
  int nextWhileSnapshotting() throws SQLException {
    return switch (random.nextInt(3)) {
      case 0 -> single();
      case 1 -> interleaved();
      default -> transaction();
    };
  }

  /** Creates a table and fills it. */
  int newTable() throws SQLException {
    SourceTable table = new SourceTable(random, schema, tables.size());
    for (String sql : table.create()) {
      first().execute(sql);
    }
    tables.add(table);
    return inserts(table, random.nextInt(10));
  }

  /** Inserts rows, a few at a time. */
  int inserts(SourceTable table, int times) throws SQLException {
    first().execute("BEGIN");
    for (int i = 0; i < times; i++) {
      first().attempt(statements.insert(table, 1 + random.nextInt(4)), false);
    }
    first().execute("COMMIT");
    return 1;
  }

  /** Changes each table once more, so that its newest schema is seen. */
  void last() throws SQLException {
    for (SourceTable table : tables) {
      inserts(table, 2); // which fail where the keys are there
      first().execute(statements.touch(table));
    }
  }

  private Client first() {
    return clients.get(0);
  }

  private SourceTable table() {
    return tables.get(random.nextInt(tables.size()));
  }

  private boolean undone() {
    return random.nextInt(10) == 0;
  }

  private int single() throws SQLException {
    first().execute("BEGIN");
    first().attempt(statements.any(table()), undone());
    first().execute("COMMIT");
    return 1;
  }

  private int transaction() throws SQLException {
    first().execute("BEGIN");
    for (int i = 1 + random.nextInt(MAX_STATEMENTS); i > 0; i--) {
      first().attempt(statements.any(table()), undone());
    }
    first().execute(random.nextInt(8) == 0 ? "ROLLBACK" : "COMMIT");
    return 1;
  }

  /** They write in turn, and commit in another order. */
  private int interleaved() throws SQLException {
    List<Client> open = new ArrayList<>(clients.subList(0, 2 + random.nextInt(CLIENTS - 1)));
    for (Client client : open) {
      client.execute("BEGIN");
    }
    int count = open.size();
    for (int i = 2 + random.nextInt(2 * MAX_STATEMENTS); i > 0; i--) {
      open.get(random.nextInt(open.size())).attempt(statements.any(table()), undone());
    }
    Collections.shuffle(open, random);
    for (Client client : open) {
      client.execute(random.nextInt(10) == 0 ? "ROLLBACK" : "COMMIT");
    }
    return count;
  }

  private int truncation() throws SQLException {
    SourceTable table = table();
    first().execute("BEGIN");
    if (random.nextBoolean()) {
      first().attempt(statements.insert(table, 2), false);
    }
    first().alter("TRUNCATE " + table.qualified());
    if (random.nextInt(3) > 0) {
      first().attempt(statements.insert(table, 3), false);
    }
    first().execute(random.nextInt(5) == 0 ? "ROLLBACK" : "COMMIT");
    return 1;
  }

  /** Between changes of the same transaction. */
  private int schemaChange() throws SQLException {
    SourceTable table = table();
    first().execute("BEGIN");
    if (random.nextBoolean()) {
      first().attempt(statements.any(table), undone());
    }
    for (String sql : schemaChanges.any(table)) {
      first().alter(sql);
    }
    if (random.nextBoolean()) {
      first().attempt(statements.any(table), undone());
    }
    first().execute("COMMIT");
    return 1;
  }

  private int incrementalSnapshot() throws SQLException {
    SourceTable table = table();
    if (!table.name().matches("[a-z_0-9]+")) { // a signal names tables by regular expressions
      return 0;
    }
    String data =
        "{\"type\": \"incremental\", \"data-collections\": [\"%s.%s\"]}"
            .formatted(schema, table.name());
    first()
        .execute(
            "INSERT INTO %s.signals VALUES (gen_random_uuid(), 'execute-snapshot', %s)"
                .formatted(Sql.name(schema), Sql.text(data)));
    return 1;
  }

  @Override
  public void close() throws SQLException {
    for (Client client : clients) {
      client.close();
    }
  }
}
