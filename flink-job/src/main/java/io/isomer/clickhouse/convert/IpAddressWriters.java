package io.isomer.clickhouse.convert;

import io.isomer.clickhouse.rowbinary.RowBinaryBuffer;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Pattern;

/** The text of an address without a network's length as {@code IPv4} and {@code IPv6}. */
public final class IpAddressWriters {

  private static final int IPV4_BYTES = 4;
  private static final Pattern IPV4 = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}");
  private static final Pattern IPV6 = Pattern.compile("[0-9A-Fa-f.]*:[0-9A-Fa-f:.]*");

  private IpAddressWriters() {}

  static void ipv4(byte[] bytes, int offset, int count, RowBinaryBuffer out) {
    byte[] address = parse(TextWriter.text(bytes, offset, count), IPV4, "IPv4");
    for (int i = IPV4_BYTES - 1; i >= 0; i--) { // a little-endian number
      out.writeByte(address[i]);
    }
  }

  /** An address of version 4 would come back in another notation, so it is refused. */
  static void ipv6(byte[] bytes, int offset, int count, RowBinaryBuffer out) {
    String text = TextWriter.text(bytes, offset, count);
    byte[] address = parse(text, IPV6, "IPv6");
    if (address.length == IPV4_BYTES) {
      throw unfit(text, "IPv6");
    }
    out.writeBytes(address);
  }

  private static byte[] parse(String text, Pattern form, String type) {
    if (!form.matcher(text).matches()) { // and never a name, which would be resolved
      throw unfit(text, type);
    }
    try {
      return InetAddress.getByName(text).getAddress();
    } catch (UnknownHostException e) {
      throw unfit(text, type);
    }
  }

  private static UnfitValueException unfit(String text, String type) {
    return new UnfitValueException(text, "not a valid " + type + " address");
  }
}
