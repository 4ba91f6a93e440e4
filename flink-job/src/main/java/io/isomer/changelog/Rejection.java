package io.isomer.changelog;

import java.util.Optional;

/**
 * Why a message cannot be replicated.
 *
 * @param table the table that the message is for, where that is known
 * @param column the column whose value is in the way, where it is one
 * @param reason a sentence for whoever has to put it right
 */
public record Rejection(Optional<TableId> table, Optional<String> column, String reason) {}
