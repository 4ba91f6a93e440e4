package io.isomer.postgressource.preflight;

import io.isomer.postgressource.SourceTable;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Looks at a PostgreSQL server with a connector's eyes: the log, slot, publication and rights. */
final class PostgresCheck {

  private final Connection connection;
  private final String slot;
  private final String publication;
  private final boolean createsPublication;
  private final List<Finding> findings = new ArrayList<>();

  /**
   * @param connection best as the connector's own user, whose rights are looked at
   * @param settings the connector's
   */
  PostgresCheck(Connection connection, Map<String, String> settings) {
    this.connection = connection;
    this.slot = settings.getOrDefault("slot.name", "debezium");
    this.publication = settings.getOrDefault("publication.name", "dbz_publication");
    this.createsPublication =
        !settings.getOrDefault("publication.autocreate.mode", "all_tables").equals("disabled");
  }

  /**
   * @param captured the tables that the connector captures
   */
  List<Finding> findings(List<SourceTable> captured) throws SQLException {
    log();
    role();
    slot();
    publication(captured);
    return List.copyOf(findings);
  }

  private void log() throws SQLException {
    String level = setting("wal_level");
    if (!level.equals("logical")) {
      error(
          "PostgreSQL",
          "wal_level is "
              + level
              + "; ALTER SYSTEM SET wal_level = logical, and restart the server");
    }
  }

  private void role() throws SQLException {
    String query =
        "SELECT rolname, rolreplication OR rolsuper FROM pg_roles WHERE rolname = current_user";
    try (PreparedStatement statement = connection.prepareStatement(query);
        ResultSet row = statement.executeQuery()) {
      if (row.next() && !row.getBoolean(2)) {
        String name = row.getString(1);
        error("PostgreSQL", "user " + name + " may not replicate; ALTER ROLE … REPLICATION");
      }
    }
  }

  private void slot() throws SQLException {
    String query =
        """
        SELECT plugin, database = current_database(), coalesce(to_jsonb(s) ->> 'wal_status', '')
        FROM pg_replication_slots s WHERE slot_name = ?
        """;
    try (PreparedStatement statement = connection.prepareStatement(query)) {
      statement.setString(1, slot);
      try (ResultSet row = statement.executeQuery()) {
        if (!row.next()) {
          freeSlot();
          return;
        }
        String subject = "replication slot " + slot;
        if (!"pgoutput".equals(row.getString(1))) {
          error(subject, "is of plugin " + row.getString(1) + "; choose another slot.name");
        }
        if (!row.getBoolean(2)) {
          error(subject, "belongs to another database; choose another slot.name");
        }
        if (row.getString(3).equals("lost")) {
          error(
              subject,
              "has lost parts of the log that were not read yet (max_slot_wal_keep_size): drop the"
                  + " slot, and snapshot the tables anew with a raised pipeline.epoch");
        }
      }
    }
  }

  private void freeSlot() throws SQLException {
    int most = Integer.parseInt(setting("max_replication_slots"));
    String query = "SELECT count(*) FROM pg_replication_slots";
    try (PreparedStatement statement = connection.prepareStatement(query);
        ResultSet row = statement.executeQuery()) {
      row.next();
      if (row.getInt(1) >= most) {
        error(
            "PostgreSQL",
            "all " + most + " replication slots are taken; raise max_replication_slots");
      }
    }
  }

  private void publication(List<SourceTable> captured) throws SQLException {
    String query =
        """
        SELECT pubinsert AND pubupdate AND pubdelete, coalesce((to_jsonb(p) ->> 'pubtruncate')::bool, false)
        FROM pg_publication p WHERE pubname = ?
        """;
    String subject = "publication " + publication;
    try (PreparedStatement statement = connection.prepareStatement(query)) {
      statement.setString(1, publication);
      try (ResultSet row = statement.executeQuery()) {
        if (!row.next()) {
          if (!createsPublication) {
            error(subject, "is missing; CREATE PUBLICATION " + publication + " FOR TABLE …");
          }
          return;
        }
        if (!row.getBoolean(1)) {
          error(subject, "does not publish every INSERT, UPDATE and DELETE");
        }
        if (!row.getBoolean(2)) {
          error(subject, "does not publish TRUNCATE; ALTER PUBLICATION … SET (publish = …)");
        }
      }
    }
    published(captured, subject);
  }

  private void published(List<SourceTable> captured, String subject) throws SQLException {
    String query =
        "SELECT schemaname || '.' || tablename FROM pg_publication_tables WHERE pubname = ?";
    Set<String> published = new HashSet<>();
    try (PreparedStatement statement = connection.prepareStatement(query)) {
      statement.setString(1, publication);
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          published.add(rows.getString(1));
        }
      }
    }
    for (SourceTable table : captured) {
      if (table.kind() == SourceTable.Kind.ORDINARY && !published.contains(table.fullName())) {
        error(subject, "lacks table " + table.fullName() + "; ALTER PUBLICATION … ADD TABLE");
      }
    }
  }

  private String setting(String name) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement("SELECT current_setting(?)")) {
      statement.setString(1, name);
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        return row.getString(1);
      }
    }
  }

  private void error(String subject, String message) {
    findings.add(Finding.error(subject, message));
  }
}
