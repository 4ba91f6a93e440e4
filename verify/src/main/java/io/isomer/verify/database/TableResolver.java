package io.isomer.verify.database;

import io.isomer.postgressource.PostgresDialect;
import io.isomer.postgressource.SourceColumn;
import io.isomer.postgressource.SourceTable;
import io.isomer.targetformat.NameTemplate;
import io.isomer.verify.form.ComparedColumn;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds a source table's copy, and how each column is compared. */
public final class TableResolver {

  private final ClickHouse clickhouse;
  private final CopyCatalog targets;
  private final String database;
  private final String template;
  private final List<String> excluded;

  /**
   * @param template the copy's name, with {@code {schema}} and {@code {table}}
   * @param excluded columns not to compare, as {@code schema.table.column}
   */
  public TableResolver(ClickHouse clickhouse, String template, List<String> excluded) {
    this.clickhouse = clickhouse;
    this.targets = new CopyCatalog(clickhouse);
    this.database = clickhouse.database();
    this.template = template;
    this.excluded = List.copyOf(excluded);
  }

  /** The same for copies of other names. */
  public TableResolver in(String otherTemplate) {
    return new TableResolver(clickhouse, otherTemplate, excluded);
  }

  /** The copy's name. */
  String targetName(SourceTable source) {
    return targetName(template, source);
  }

  /** The copy's name by a template. */
  public static String targetName(String template, SourceTable source) {
    return NameTemplate.fill(template, source.schema(), source.name());
  }

  /**
   * @throws UncomparableException with all problems
   */
  public ComparedTable resolve(SourceTable source) throws IOException {
    String target = targetName(template, source);
    Map<String, String> types = targets.columns(target);
    List<String> problems = new ArrayList<>();
    if (types.isEmpty()) {
      throw new UncomparableException(
          "%s: ClickHouse has no table or view %s.%s; name another one with --target"
              .formatted(source.fullName(), database, target));
    }
    if (source.primaryKey().isEmpty()) {
      throw new UncomparableException(
          source.fullName() + " has no primary key, which a comparison needs");
    }
    List<ComparedColumn> columns = new ArrayList<>();
    List<String> uncompared = new ArrayList<>();
    for (SourceColumn column : source.columns()) {
      compared(source, column, types, uncompared, problems).ifPresent(columns::add);
    }
    List<ComparedColumn> key = key(source, columns, problems);
    if (!problems.isEmpty()) {
      throw new UncomparableException(
          source.fullName()
              + " cannot be compared with "
              + database
              + "."
              + target
              + ": "
              + String.join("; ", problems));
    }
    String name = PostgresDialect.qualified(source.schema(), source.name());
    return new ComparedTable(
        source.fullName(),
        database + "." + target,
        name,
        targets.rowsOf(target),
        columns,
        key,
        uncompared);
  }

  private Optional<ComparedColumn> compared(
      SourceTable source,
      SourceColumn column,
      Map<String, String> types,
      List<String> uncompared,
      List<String> problems) {
    String name = column.name();
    String fullName = source.fullName() + "." + name;
    String type = types.get(name);
    boolean generated = column.generation() != SourceColumn.Generation.NONE && type == null;
    if (generated || excluded.contains(fullName)) {
      uncompared.add(name);
      return Optional.empty();
    }
    if (type == null) {
      problems.add("the copy has no column " + name);
      return Optional.empty();
    }
    Optional<ComparedColumn> compared = ComparedColumn.of(column, type);
    if (compared.isEmpty()) {
      problems.add(
          "column %s is %s in PostgreSQL and %s in ClickHouse, which cannot be compared;"
                  .formatted(name, column.type(), type)
              + " leave it out with --exclude-column "
              + fullName);
    }
    return compared;
  }

  private static List<ComparedColumn> key(
      SourceTable source, List<ComparedColumn> columns, List<String> problems) {
    List<ComparedColumn> key = new ArrayList<>();
    for (String name : source.primaryKey()) {
      for (ComparedColumn column : columns) {
        if (column.name().equals(name)) {
          key.add(column);
          if (!column.canBeKey()) {
            problems.add(
                "key column "
                    + name
                    + ": rows cannot be found by values of type "
                    + column.sourceType());
          }
        }
      }
    }
    if (key.size() < source.primaryKey().size()) {
      problems.add("the primary key is not compared as a whole");
    }
    return key;
  }
}
