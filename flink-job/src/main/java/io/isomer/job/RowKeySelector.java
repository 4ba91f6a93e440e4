package io.isomer.job;

import io.isomer.changelog.ChangelogEvent;
import org.apache.flink.api.java.functions.KeySelector;

/** Sends all changes of a row, by table and primary key, through one writer. */
final class RowKeySelector implements KeySelector<ChangelogEvent, Integer> {

  private static final long serialVersionUID = 1;

  @Override
  public Integer getKey(ChangelogEvent event) {
    return event.routingHash();
  }
}
