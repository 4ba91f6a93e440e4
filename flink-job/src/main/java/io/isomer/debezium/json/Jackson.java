package io.isomer.debezium.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;

/** Jackson, for JSON that is read rarely, such as schema parts. */
public final class Jackson {

  public static final JsonFactory FACTORY = new JsonFactory();

  public static final ObjectMapper MAPPER =
      new ObjectMapper(FACTORY).enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY);

  private Jackson() {}
}
