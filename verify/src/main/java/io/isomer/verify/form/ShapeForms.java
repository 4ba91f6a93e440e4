package io.isomer.verify.form;

import static io.isomer.verify.form.HashType.bigEndian;

import io.isomer.targetformat.type.TargetType.Kind;
import java.util.ArrayList;
import java.util.List;

/**
 * The forms of geometric values, each coordinate by its bits. The copy has them as the job writes
 * them: well-known binary, the least significant byte first; what is open as a line string, what is
 * closed as a polygon of one ring, which ends with its first point.
 */
enum ShapeForms {
  LINE("0102000000", "toUInt32(intDiv(length({}), 16))", "true"),
  RING(
      "010300000001000000",
      "toUInt32(greatest(toInt64(intDiv(length({}), 16)) - 1, 0))",
      "substring({}, 14, 16) = substring({}, length({}) - 15)");

  /** Precedes a value's bytes; another byte precedes bytes that are not a value. */
  private static final String VALUE = "'\\x01'::bytea || ";

  /** The corners of a box in the order in which they arrive, as indexes of its points. */
  private static final int[][] CORNERS = {{0, 0}, {0, 1}, {1, 1}, {1, 0}, {0, 0}};

  private static final String NUMBERS =
      "extractAll({}, '-?(?:Infinity|[0-9]+(?:[.][0-9]+)?(?:e[-+]?[0-9]+)?)|NaN')";

  private static final String TO_BYTES =
      "arrayStringConcat(arrayMap(t -> concat(reinterpretAsFixedString(CAST(transform(t,"
          + " ['NaN', 'Infinity', '-Infinity'], ['nan', 'inf', '-inf']) AS Float64)), ''), %s))";

  private static final String REFUSE_CLOSED =
      "if(throwIf(startsWith({}, '('), 'a closed path has no copy') = 0, %s, '')";

  private final String header;
  private final int start;
  private final String points;
  private final String wellFormed;

  /**
   * @param hex what comes before the number of points
   * @param points how many the value has, of its length; a ring's last one is not counted
   * @param condition what else makes such bytes a value
   */
  ShapeForms(String hex, String points, String condition) {
    this.header = "unhex('" + hex + "')";
    this.start = hex.length() / 2 + Integer.BYTES + 1;
    this.points = points;
    this.wellFormed =
        "startsWith({}, concat(%s, %s)) AND length({}) %% 16 = %d AND %s"
            .formatted(header, littleEndian(written()), start - 1, condition);
  }

  static CanonicalForm segment(CopyType target) {
    return LINE.form(
        target,
        "lseg_send({})",
        LINE.coordinates(LINE.points),
        LINE.text("[", "range(" + LINE.points + ")", "]"),
        LINE.bytes(NUMBERS));
  }

  static CanonicalForm path(CopyType target) {
    return LINE.form(
        target,
        "path_send({})",
        "concat(unhex('00'), %s, %s)"
            .formatted(bigEndian(LINE.points), LINE.coordinates(LINE.points)),
        LINE.text("[", "range(" + LINE.points + ")", "]"),
        REFUSE_CLOSED.formatted(LINE.bytes(NUMBERS)));
  }

  static CanonicalForm polygon(CopyType target) {
    return RING.form(
        target,
        "poly_send({})",
        "concat(%s, %s)".formatted(bigEndian(RING.points), RING.coordinates(RING.points)),
        RING.text("(", "range(" + RING.points + ")", ")"),
        RING.bytes("arrayConcat(%1$s, arraySlice(%1$s, 1, 2))".formatted(NUMBERS)));
  }

  static CanonicalForm box(CopyType target) {
    List<String> sent = new ArrayList<>();
    List<String> numbers = new ArrayList<>();
    for (int[] corner : CORNERS) {
      for (int axis = 0; axis < 2; axis++) {
        sent.add("float8send((({})[%d])[%d])".formatted(corner[axis], axis));
        numbers.add("%s[%d]".formatted(NUMBERS, 1 + 2 * corner[axis] + axis));
      }
    }
    return RING.form(
        target,
        String.join(" || ", sent),
        RING.coordinates(RING.written()),
        RING.text("", "[0, 2]", ""),
        RING.bytes("[" + String.join(", ", numbers) + "]"));
  }

  private CanonicalForm form(
      CopyType target, String sent, String payload, String text, String restored) {
    if (!target.is(Kind.STRING)) {
      return null;
    }
    return new CanonicalForm(
        HashType.BYTEA,
        VALUE + sent,
        "if(%s, concat(unhex('01'), %s), concat(unhex('00'), {}))".formatted(wellFormed, payload),
        "{}::text",
        "if(%s, %s, lower(hex({})))".formatted(wellFormed, text),
        restored,
        "");
  }

  /** How many points the bytes have. */
  private String written() {
    return "toUInt32(intDiv(length({}), 16))";
  }

  /** The first points' coordinates, the most significant byte first. */
  private String coordinates(String count) {
    return "arrayStringConcat(arrayMap(isomer_i -> reverse(substring({}, %d + 8 * isomer_i, 8)), range(2 * %s)))"
        .formatted(start, count);
  }

  private String text(String open, String indexes, String close) {
    String point =
        "concat('(', toString(%s), ',', toString(%s), ')')".formatted(number(0), number(8));
    return "concat('%s', arrayStringConcat(arrayMap(isomer_i -> %s, %s), ','), '%s')"
        .formatted(open, point, indexes, close);
  }

  private String number(int offset) {
    return "reinterpretAsFloat64(substring({}, %d + 16 * isomer_i, 8))".formatted(start + offset);
  }

  /** The value of an array of texts of numbers, the last point of a ring among them. */
  private String bytes(String numbers) {
    String count = "toUInt32(intDiv(length(" + numbers + "), 2))";
    return "concat(%s, %s, %s)".formatted(header, littleEndian(count), TO_BYTES.formatted(numbers));
  }

  private static String littleEndian(String number) {
    return "reinterpretAsFixedString(" + number + ")";
  }
}
