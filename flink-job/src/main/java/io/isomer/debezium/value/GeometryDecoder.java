package io.isomer.debezium.value;

import com.fasterxml.jackson.core.JsonToken;
import io.isomer.changelog.RowWriter;
import io.isomer.debezium.json.JsonChecks;
import io.isomer.debezium.json.JsonReader;
import io.isomer.debezium.json.MalformedMessageException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Decodes PostGIS geometries and geographies, and PostgreSQL's own shapes: a struct with the shape
 * as extended well-known binary, which is the result of {@code ST_AsEWKB}.
 */
public final class GeometryDecoder {

  private static final int HAS_SRID = 0x2000_0000;
  private static final int SRID_OFFSET = 5;

  private GeometryDecoder() {}

  public static void geometry(JsonReader parser, RowWriter out) throws IOException {
    JsonChecks.expect(parser, JsonToken.START_OBJECT);
    byte[] wkb = null;
    Long srid = null;
    for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
      JsonToken token = parser.nextToken();
      switch (name) {
        case "wkb" -> wkb = ValueDecoders.base64(parser);
        case "srid" -> srid = token == JsonToken.VALUE_NULL ? null : ValueDecoders.int64(parser);
        case "extensions" -> extensions(parser);
        default -> throw new MalformedMessageException("a geometry has the field " + name);
      }
    }
    if (wkb == null || wkb.length < SRID_OFFSET) {
      throw new MalformedMessageException("a geometry lacks its wkb");
    }
    if (srid != null && !srid.equals(sridOf(wkb))) {
      throw new MalformedMessageException(
          "the wkb of a geometry does not contain its srid " + srid);
    }
    out.writeMark(RowWriter.VALUE);
    out.writeBytes(wkb);
  }

  /** The SRID in the well-known binary, or null. */
  private static Long sridOf(byte[] wkb) {
    ByteBuffer bytes = ByteBuffer.wrap(wkb);
    bytes.order(wkb[0] == 1 ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
    return (bytes.getInt(1) & HAS_SRID) != 0 && wkb.length >= SRID_OFFSET + Integer.BYTES
        ? (long) bytes.getInt(SRID_OFFSET)
        : null;
  }

  /** Rejects a closed path, which has the same bytes as an open one. */
  private static void extensions(JsonReader parser) throws IOException {
    if (parser.currentToken() == JsonToken.VALUE_NULL) {
      return;
    }
    JsonChecks.expect(parser, JsonToken.START_OBJECT);
    for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
      parser.nextToken();
      if (name.equals("closed") && !parser.getText().equals("false")) {
        throw new MalformedMessageException(
            "a path is closed; well-known binary does not distinguish it from an open path");
      }
    }
  }
}
