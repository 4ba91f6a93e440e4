package io.isomer.debezium.value;

import io.isomer.changelog.RowWriter;
import io.isomer.debezium.json.Jackson;
import io.isomer.debezium.json.JsonReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/**
 * Recognises Debezium's placeholder for an unchanged value (TOAST), which PostgreSQL did not send.
 * Its form depends on the column's type: the text, its base64, an array or object of either, an
 * array with its UUID, or an array of its character codes.
 */
public final class UnavailableValueDecoder implements ValueDecoder {

  private static final String PLACEHOLDER = "__debezium_unavailable_value";

  private static final String MAP = "{\"" + PLACEHOLDER + "\":\"" + PLACEHOLDER + "\"}";

  private final ValueDecoder decoder;
  private final RowWriter placeholder;

  private UnavailableValueDecoder(ValueDecoder decoder, RowWriter placeholder) {
    this.decoder = decoder;
    this.placeholder = placeholder;
  }

  public static ValueDecoder ofText(ValueDecoder decoder) throws IOException {
    return of(decoder, '"' + PLACEHOLDER + '"');
  }

  public static ValueDecoder ofBytes(ValueDecoder decoder) throws IOException {
    byte[] bytes = PLACEHOLDER.getBytes(StandardCharsets.US_ASCII);
    return of(decoder, Jackson.MAPPER.writeValueAsString(bytes));
  }

  public static ValueDecoder ofTextArray(ValueDecoder decoder) throws IOException {
    return of(decoder, "[\"" + PLACEHOLDER + "\"]");
  }

  public static ValueDecoder ofBytesArray(ValueDecoder decoder) throws IOException {
    byte[] bytes = PLACEHOLDER.getBytes(StandardCharsets.US_ASCII);
    return of(decoder, "[" + Jackson.MAPPER.writeValueAsString(bytes) + "]");
  }

  public static ValueDecoder ofUuidArray(ValueDecoder decoder) throws IOException {
    byte[] bytes = PLACEHOLDER.getBytes(StandardCharsets.US_ASCII);
    return of(decoder, "[\"" + UUID.nameUUIDFromBytes(bytes) + "\"]");
  }

  public static ValueDecoder ofMap(ValueDecoder decoder) throws IOException {
    return of(decoder, MAP);
  }

  public static ValueDecoder ofMapAsJson(ValueDecoder decoder) throws IOException {
    return of(decoder, Jackson.MAPPER.writeValueAsString(MAP));
  }

  public static ValueDecoder ofNumberArray(ValueDecoder decoder) throws IOException {
    return of(decoder, Jackson.MAPPER.writeValueAsString(PLACEHOLDER.chars().toArray()));
  }

  /** Computes the placeholder's bytes by decoding it. */
  private static ValueDecoder of(ValueDecoder decoder, String json) throws IOException {
    RowWriter placeholder = new RowWriter();
    JsonReader parser = new JsonReader(json.getBytes(StandardCharsets.US_ASCII));
    parser.nextToken();
    decoder.decode(parser, placeholder);
    return new UnavailableValueDecoder(decoder, placeholder);
  }

  @Override
  public void decode(JsonReader parser, RowWriter out) throws IOException {
    int start = out.length();
    decoder.decode(parser, out);
    if (out.endsWith(placeholder, start)) {
      out.truncate(start);
      out.writeMark(RowWriter.UNAVAILABLE);
    }
  }

  /** The decoder without recognition of placeholders, for values that cannot be any. */
  public static ValueDecoder literal(ValueDecoder decoder) {
    return decoder instanceof UnavailableValueDecoder recognising
        ? literal(recognising.decoder)
        : decoder;
  }
}
