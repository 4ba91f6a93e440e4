package io.isomer.tables;

import io.isomer.changelog.TableId;
import java.io.Serializable;
import java.util.List;

/**
 * What is special about some tables.
 *
 * @param tables the tables
 * @param source how their changes are read
 * @param target where the changes go
 */
public record TableRule(List<TablePattern> tables, SourceRule source, TargetRule target)
    implements Serializable {

  private static final long serialVersionUID = 1;

  public TableRule {
    tables = List.copyOf(tables);
  }

  boolean matches(TableId table) {
    return tables.stream().anyMatch(pattern -> pattern.matches(table));
  }
}
