package io.isomer.benchmarks.data;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A recorded message's value, taken apart where another change's differs: the rows, the position in
 * the log and the transaction. Everything else stays as the connector has written it.
 */
final class MessageTemplate {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String PAYLOAD = ",\"payload\":";

  /** What another change has of its own, in the order in which the connector writes it. */
  private enum Slot {
    BEFORE("before"),
    AFTER("after"),
    SEQUENCE("source", "sequence"),
    TRANSACTION("source", "txId"),
    LSN("source", "lsn");

    final String[] path;
    final String token = "\"@" + name() + "@\"";

    Slot(String... path) {
      this.path = path;
    }

    ObjectNode parent(ObjectNode payload) {
      return path.length == 1 ? payload : (ObjectNode) payload.get(path[0]);
    }

    String field() {
      return path[path.length - 1];
    }
  }

  private final byte[] head;
  private final byte[] tail;
  private final byte[][] parts = new byte[Slot.values().length + 1][];
  private final boolean[] empty = new boolean[Slot.values().length];
  private final boolean snapshot;

  private MessageTemplate(String head, String payload, String tail) {
    this.head = bytes(head);
    this.tail = bytes(tail);
    try {
      ObjectNode tree = (ObjectNode) JSON.readTree(payload);
      this.snapshot = tree.get("op").asText().equals("r");
      List<String> originals = new ArrayList<>();
      for (Slot slot : Slot.values()) {
        JsonNode value = slot.parent(tree).get(slot.field());
        empty[slot.ordinal()] = value.isNull();
        originals.add(JSON.writeValueAsString(value));
        slot.parent(tree).put(slot.field(), "@" + slot.name() + "@");
      }
      split(JSON.writeValueAsString(tree));
      refuseLoss(payload, originals);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("no envelope: " + payload, e);
    }
  }

  /** Of a message with its schema part, which messages are to be made with. */
  static MessageTemplate withSchema(String message) {
    int payload = payload(message);
    return new MessageTemplate(
        message.substring(0, payload), message.substring(payload, message.length() - 1), "}");
  }

  /**
   * Of the same message, as the connector would have written it without the schema part: with its
   * payload alone.
   */
  static MessageTemplate withoutSchema(String message) {
    return new MessageTemplate("", message.substring(payload(message), message.length() - 1), "");
  }

  /** Where the payload begins in a message with schema part; that ends before the last brace. */
  static int payload(String message) {
    int at = message.indexOf(PAYLOAD);
    if (at < 0 || !message.startsWith("{\"schema\":")) {
      throw new IllegalStateException("no message with schema part: " + message);
    }
    return at + PAYLOAD.length();
  }

  private void split(String text) {
    int from = 0;
    for (Slot slot : Slot.values()) {
      int at = text.indexOf(slot.token, from);
      if (at < 0) {
        throw new IllegalStateException(slot + " is not where it was expected in " + text);
      }
      parts[slot.ordinal()] = bytes(text.substring(from, at));
      from = at + slot.token.length();
    }
    parts[parts.length - 1] = bytes(text.substring(from));
  }

  private void refuseLoss(String payload, List<String> originals) {
    StringBuilder again = new StringBuilder();
    for (int i = 0; i < originals.size(); i++) {
      again.append(new String(parts[i], StandardCharsets.UTF_8)).append(originals.get(i));
    }
    again.append(new String(parts[parts.length - 1], StandardCharsets.UTF_8));
    if (!again.toString().equals(payload)) {
      throw new IllegalStateException("recorded " + payload + "\nmade     " + again);
    }
  }

  /** Whether the message tells what the row was. */
  boolean hasBefore() {
    return !empty[Slot.BEFORE.ordinal()];
  }

  /** Whether the message tells what the row is. */
  boolean hasAfter() {
    return !empty[Slot.AFTER.ordinal()];
  }

  /**
   * Makes another change's message.
   *
   * @param before the row in JSON; not used where the recorded message has none
   * @param after likewise
   */
  byte[] fill(String before, String after, LogPosition position) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(head.length + 2048);
    out.writeBytes(head);
    put(out, Slot.BEFORE, hasBefore() ? before : "null");
    put(out, Slot.AFTER, hasAfter() ? after : "null");
    put(out, Slot.SEQUENCE, sequence(position));
    put(out, Slot.TRANSACTION, String.valueOf(position.transaction()));
    put(out, Slot.LSN, String.valueOf(lsn(position)));
    out.writeBytes(parts[parts.length - 1]);
    out.writeBytes(tail);
    return out.toByteArray();
  }

  private void put(ByteArrayOutputStream out, Slot slot, String value) {
    out.writeBytes(parts[slot.ordinal()]);
    out.writeBytes(bytes(value));
  }

  private String sequence(LogPosition position) {
    String first = snapshot ? "null" : quoted(position.lastCommit());
    return "\"[" + first + "," + quoted(lsn(position)) + "]\"";
  }

  private long lsn(LogPosition position) {
    return snapshot ? LogPosition.SNAPSHOT : position.lsn();
  }

  private static String quoted(long position) {
    return "\\\"" + position + "\\\"";
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
