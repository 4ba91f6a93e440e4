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
 * PostGIS's geometries and geographies, and PostgreSQL's own shapes: a struct with the shape as
 * well-known binary, extended by the reference system's number where it has one, which is what
 * {@code ST_AsEWKB} gives.
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
          "a geometry's wkb does not have its srid " + srid + ", which would be lost");
    }
    out.writeMark(RowWriter.VALUE);
    out.writeBytes(wkb);
  }

  /** The reference system that the bytes name, or null. */
  private static Long sridOf(byte[] wkb) {
    ByteBuffer bytes = ByteBuffer.wrap(wkb);
    bytes.order(wkb[0] == 1 ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
    return (bytes.getInt(1) & HAS_SRID) != 0 && wkb.length >= SRID_OFFSET + Integer.BYTES
        ? (long) bytes.getInt(SRID_OFFSET)
        : null;
  }

  /** A closed path has the same bytes as an open one. */
  private static void extensions(JsonReader parser) throws IOException {
    if (parser.currentToken() == JsonToken.VALUE_NULL) {
      return;
    }
    JsonChecks.expect(parser, JsonToken.START_OBJECT);
    for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
      parser.nextToken();
      if (name.equals("closed") && !parser.getText().equals("false")) {
        throw new MalformedMessageException(
            "a path is closed, which well-known binary cannot tell from an open one");
      }
    }
  }
}
