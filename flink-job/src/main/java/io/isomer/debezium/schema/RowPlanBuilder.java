package io.isomer.debezium.schema;

import io.isomer.changelog.Column;
import io.isomer.debezium.json.MalformedMessageException;
import io.isomer.debezium.value.ValueDecoder;
import io.isomer.tables.SourceRule;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Collects a row's fields, and refuses a name that stands twice. */
final class RowPlanBuilder {

  private final SourceRule rule;
  private final List<Column> columns = new ArrayList<>();
  private final List<Integer> fields = new ArrayList<>();
  private final List<String> names = new ArrayList<>();
  private final List<ValueDecoder> decoders = new ArrayList<>();
  private final Set<String> sourceNames = new HashSet<>();
  private final Set<String> targetNames = new HashSet<>();

  RowPlanBuilder(SourceRule rule) {
    this.rule = rule;
  }

  /** The next field, which is passed by. */
  void exclude(String name) throws MalformedMessageException {
    addField(name, null);
  }

  /**
   * The next field, which is a column.
   *
   * @param column with the source's name
   */
  void add(Column column, ValueDecoder decoder) throws MalformedMessageException {
    Names.check(column.name());
    fields.add(names.size());
    addField(column.name(), decoder);
    String target = rule.targetName(column.name());
    if (!targetNames.add(target)) {
      throw new MalformedMessageException(
          "two columns would be called %s: rename %s to another name in table-rules"
              .formatted(target, column.name().equals(target) ? "the other one" : column.name()));
    }
    columns.add(target.equals(column.name()) ? column : column.named(target));
  }

  private void addField(String name, ValueDecoder decoder) throws MalformedMessageException {
    if (!sourceNames.add(name)) {
      throw new MalformedMessageException("the column " + name + " stands twice in the row");
    }
    names.add(name);
    decoders.add(decoder);
  }

  SourceRule rule() {
    return rule;
  }

  List<Column> columns() {
    return columns;
  }

  /** The column's place among the fields, by column. */
  List<Integer> fields() {
    return fields;
  }

  /** The fields' names in the source. */
  List<String> names() {
    return names;
  }

  /** By field; null for an excluded one. */
  List<ValueDecoder> decoders() {
    return decoders;
  }
}
