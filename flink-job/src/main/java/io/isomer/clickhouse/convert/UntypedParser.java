package io.isomer.clickhouse.convert;

import io.isomer.changelog.JsonToken;
import io.isomer.clickhouse.rowbinary.RowBinaryBuffer;
import io.isomer.targetformat.type.TargetType;

/** Converts a value given as JSON type and text. */
@FunctionalInterface
public interface UntypedParser {

  /**
   * @param token null for a null
   * @throws UnfitValueException when the target's type cannot hold the value
   */
  void parse(JsonToken token, String text, RowBinaryBuffer out);

  /** For an element, which may be null where the type allows it; null for an unknown type. */
  static UntypedParser nullable(TargetType target) {
    UntypedParser parser = UntypedConverters.parser(target);
    if (parser == null) {
      return null;
    }
    return (token, text, out) -> {
      if (target.nullable()) {
        out.writeByte(token == null ? 1 : 0);
      } else if (token == null) {
        throw new UnfitValueException("NULL", target + " is not Nullable");
      }
      if (token != null) {
        parser.parse(token, text, out);
      }
    };
  }

  static UnfitValueException unfit(String text, TargetType target) {
    return new UnfitValueException(text, "it is not of the form that " + target + " takes");
  }
}
