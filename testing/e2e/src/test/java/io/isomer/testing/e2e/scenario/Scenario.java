package io.isomer.testing.e2e.scenario;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * SQL for PostgreSQL, after which ClickHouse's views are to equal the source tables.
 *
 * <p>Each scenario has a schema of its own, in which its statements find their tables. The rows are
 * there before the connector's snapshot; the changes follow while it streams.
 */
final class Scenario {

  /** One change, which may use several connections. */
  interface Change {
    void run(SourceSchema source) throws Exception;
  }

  private final String name;
  private final ScenarioConnector connector;
  private final List<String> tables = new ArrayList<>();
  private final List<String> rows = new ArrayList<>();
  private final List<Change> changes = new ArrayList<>();
  private final List<String> refusals = new ArrayList<>();
  private String hidden = "";
  private int partitions = 3;

  private Scenario(String name, ScenarioConnector connector) {
    this.name = name;
    this.connector = connector;
  }

  /** A scenario by the name that its test has, with the connector's settings that we ship. */
  static Scenario of(String name) {
    return of(name, ScenarioConnector.SHIPPED);
  }

  static Scenario of(String name, ScenarioConnector connector) {
    return new Scenario(name, connector);
  }

  /** Statements that create tables and types. */
  Scenario table(String... statements) {
    tables.addAll(List.of(statements));
    return this;
  }

  /** Statements that run before the snapshot, each in a transaction of its own. */
  Scenario rows(String... statements) {
    rows.addAll(List.of(statements));
    return this;
  }

  /** Statements that run while the connector streams, each in a transaction of its own. */
  Scenario change(String... statements) {
    return change(source -> source.execute(statements));
  }

  /** Statements that run in one transaction while the connector streams. */
  Scenario transaction(String... statements) {
    return change(source -> source.transaction(statements));
  }

  Scenario change(Change change) {
    changes.add(change);
    return this;
  }

  /**
   * What the dead letters that come of it say: each text once, and there are no others. Rows that
   * were refused must be gone when the changes are done, or the tables would differ.
   */
  Scenario refused(String... texts) {
    refusals.addAll(List.of(texts));
    return this;
  }

  /** A table of the schema that is not replicated under its own name, such as a partition. */
  Scenario hidden(String table) {
    hidden = table;
    return this;
  }

  /** How many partitions its tables' topics have, where three would prove nothing. */
  Scenario partitions(int number) {
    partitions = number;
    return this;
  }

  int partitions() {
    return partitions;
  }

  /** The PostgreSQL schema. */
  String schema() {
    String words =
        name.toLowerCase(Locale.ROOT).replace("[]", " array").replaceAll("[^a-z0-9]+", "_");
    String all = connector.topicPrefix() + "_" + words.replaceAll("_$", "");
    // PostgreSQL cuts longer names without a word
    return all.length() <= 50 ? all : all.substring(0, 42) + "_" + (all.hashCode() & 0xFFFFFF);
  }

  ScenarioConnector connector() {
    return connector;
  }

  List<String> tables() {
    return tables;
  }

  List<String> rows() {
    return rows;
  }

  List<Change> changes() {
    return changes;
  }

  List<String> refusals() {
    return refusals;
  }

  String hidden() {
    return hidden;
  }

  @Override
  public String toString() {
    return name;
  }

  /**
   * All scenarios, in groups of one file each, or those whose names match the system property
   * {@code isomer.e2e.scenarios}.
   */
  static List<Scenario> all() {
    List<Scenario> all = new ArrayList<>();
    for (Scenario[] group :
        new Scenario[][] {
          KeyScenarios.all(),
          IdentityScenarios.all(),
          ToastScenarios.all(),
          SchemaScenarios.all(),
          TableScenarios.all(),
          ValueScenarios.all(),
          ArrayScenarios.all(),
          RefusedValueScenarios.all(),
          ModeScenarios.all()
        }) {
      all.addAll(Arrays.asList(group));
    }
    String wanted = System.getProperty("isomer.e2e.scenarios", ".*");
    all.removeIf(scenario -> !scenario.toString().matches(wanted));
    if (!all.contains(KeyScenarios.IN_FLIGHT)) {
      all.add(KeyScenarios.IN_FLIGHT); // changes while the snapshot is taken
    }
    return all;
  }
}
