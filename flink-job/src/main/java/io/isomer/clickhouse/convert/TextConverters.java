package io.isomer.clickhouse.convert;

import io.isomer.targetformat.type.TargetType;

/** How texts are written to each target type that holds them; null for the others. */
public final class TextConverters {

  private TextConverters() {}

  static ColumnConverter of(TextWriter writer) {
    if (writer == null) {
      return null;
    }
    return (in, out) -> {
      int count = in.readSize();
      writer.write(in.array(), in.position(), count, out);
      in.skip(count);
    };
  }

  /** A text that stays one. */
  static ColumnConverter asText(TargetType target) {
    return of(
        switch (target.kind()) {
          case STRING -> TextWriters::string;
          case FIXED_STRING -> TextWriters.fixedString(target);
          default -> null;
        });
  }

  /** A text whose source type says nothing about its content. */
  static ColumnConverter fromText(TargetType target) {
    return switch (target.kind()) {
      case ENUM -> of(new EnumWriter(target));
      case DECIMAL -> of(new DecimalWriter(target));
      case UUID -> of(TextWriters::uuid);
      case IPV4 -> of(IpAddressWriters::ipv4);
      case IPV6 -> of(IpAddressWriters::ipv6);
      case INT, UINT, DATE, DATE32, DATE_TIME, DATE_TIME64 -> UntypedConverters.ofText(target);
      default -> asText(target);
    };
  }

  static ColumnConverter fromJson(TargetType target) {
    return target.kind() == TargetType.Kind.MAP ? UntypedConverters.ofText(target) : asText(target);
  }

  static ColumnConverter fromUuid(TargetType target) {
    return target.kind() == TargetType.Kind.UUID ? of(TextWriters::uuid) : asText(target);
  }

  static ColumnConverter fromDecimal(TargetType target) {
    return target.kind() == TargetType.Kind.DECIMAL
        ? of(new DecimalWriter(target))
        : asText(target);
  }
}
