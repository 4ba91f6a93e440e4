package io.isomer.debezium;

import io.isomer.tables.TableRules;
import io.isomer.tables.TableSelection;
import io.isomer.tables.TopicTables;
import java.io.Serializable;

/**
 * Options of the decoder.
 *
 * @param epoch the epoch of the versions, 0 to 65,535
 * @param selection the tables whose changes are decoded; others are skipped
 * @param topicTables the tables whose messages a topic may carry; others are rejected
 * @param rules the rules for single tables
 */
public record DecoderOptions(
    int epoch, TableSelection selection, TopicTables topicTables, TableRules rules)
    implements Serializable {

  private static final long serialVersionUID = 1;

  /** All tables, without rules, from any topic. */
  public static DecoderOptions ofEpoch(int epoch) {
    return new DecoderOptions(epoch, TableSelection.ALL, TopicTables.ANY, TableRules.NONE);
  }
}
