package io.isomer.debezium.value;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import io.isomer.changelog.JsonToken;
import io.isomer.changelog.RowWriter;
import io.isomer.debezium.json.Jackson;
import io.isomer.debezium.json.JsonChecks;
import io.isomer.debezium.json.JsonReader;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;

/** Decodes a value of a message without schema part to its JSON token. */
public final class UntypedDecoder implements ValueDecoder {

  private UntypedDecoder() {}

  /** A decoder that recognises every form of the placeholder, because the type is unknown. */
  public static ValueDecoder withPlaceholders() {
    try {
      ValueDecoder decoder = UnavailableValueDecoder.ofText(new UntypedDecoder());
      decoder = UnavailableValueDecoder.ofBytes(decoder);
      decoder = UnavailableValueDecoder.ofTextArray(decoder);
      decoder = UnavailableValueDecoder.ofBytesArray(decoder);
      decoder = UnavailableValueDecoder.ofUuidArray(decoder);
      decoder = UnavailableValueDecoder.ofMap(decoder);
      decoder = UnavailableValueDecoder.ofMapAsJson(decoder);
      return UnavailableValueDecoder.ofNumberArray(decoder);
    } catch (IOException e) { // the placeholders are constants
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void decode(JsonReader parser, RowWriter out) throws IOException {
    JsonToken kind =
        switch (parser.currentToken()) {
          case VALUE_STRING -> JsonToken.STRING;
          case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> JsonToken.NUMBER;
          case VALUE_TRUE, VALUE_FALSE -> JsonToken.BOOLEAN;
          case START_ARRAY, START_OBJECT -> JsonToken.NESTED;
          default -> throw JsonChecks.unexpected("a value", parser);
        };
    if (kind == JsonToken.NESTED) {
      String text = nested(parser);
      out.writeMark(RowWriter.VALUE);
      out.writeToken(kind, text);
    } else {
      out.writeMark(RowWriter.VALUE);
      parser.writeToken(kind, out);
    }
  }

  private static String nested(JsonReader parser) throws IOException {
    byte[] structure = parser.readStructure();
    StringWriter text = new StringWriter();
    try (JsonParser copied = Jackson.FACTORY.createParser(structure);
        JsonGenerator generator = Jackson.FACTORY.createGenerator(text)) {
      copied.nextToken();
      generator.copyCurrentStructureExact(copied);
    }
    return text.toString();
  }
}
