package io.isomer.debezium;

import io.isomer.tables.TableRules;
import io.isomer.tables.TableSelection;
import io.isomer.tables.TopicTables;
import java.io.Serializable;

/**
 * What the decoder does with which tables.
 *
 * @param epoch the versions' epoch, 0 to 65,535
 * @param selection of the tables whose changes are decoded
 * @param topicTables refuses messages of other tables than their topics'
 * @param rules what is special about some of them
 */
public record DecoderOptions(
    int epoch, TableSelection selection, TopicTables topicTables, TableRules rules)
    implements Serializable {

  private static final long serialVersionUID = 1;

  /** The changes of every table, none of which is special, in whatever topics. */
  public static DecoderOptions ofEpoch(int epoch) {
    return new DecoderOptions(epoch, TableSelection.ALL, TopicTables.ANY, TableRules.NONE);
  }
}
