package io.isomer.testing.e2e.property.type;

import java.util.ArrayList;
import java.util.List;

/**
 * Arrays and shapes. Not among them is what Debezium sends wrong: arrays of times, intervals,
 * amounts of money, points or bits, arrays of several dimensions; and what is refused: lines,
 * circles, closed paths, NULL arrays, arrays of nothing but NULL other than of texts.
 */
final class CompositeTypes {

  private CompositeTypes() {}

  static List<SourceType> all() {
    List<SourceType> types = new ArrayList<>();
    for (String type : List.of("text", "varchar")) {
      types.add(array(type, TextTypes.SHORT.array(type, true, true)));
    }
    types.add(array("integer", NumberTypes.INT4.array("integer", true, false)));
    types.add(array("bigint", NumberTypes.INT8.array("bigint", true, false)));
    types.add(array("boolean", NumberTypes.BOOLEAN.array("boolean", true, false)));
    types.add(array("date", TimeTypes.DATE.array("date", true, false)));
    types.add(array("uuid", TextTypes.UUIDS.array("uuid", true, false)));
    types.add(array("bytea", TextTypes.BYTEA.array("bytea", true, false)));
    types.add(array("json", TextTypes.JSON.array("json", true, true)));
    types.add(array("jsonb", TextTypes.JSON.array("jsonb", true, true)));
    types.add(lossy("inet", TextTypes.INET.array("inet", true, true)));
    types.add(lossy("citext", TextTypes.SHORT.array("citext", true, true)));
    types.add(array("char(5)", TextTypes.PADDED.array("char(5)", true, true)));
    types.add(lossy("smallint", NumberTypes.INT2.array("smallint", true, false)));
    types.add(lossy("real", NumberTypes.FLOAT4.array("real", true, false)));
    types.add(lossy("double precision", NumberTypes.FLOAT8.array("double precision", true, false)));
    types.add(lossy("numeric(10, 2)", amounts().array("numeric(10, 2)", true, false)));
    types.add(lossy("numeric", NumberTypes.FINITE_NUMERIC.array("numeric", true, false)));
    types.add(lossy("timestamp", TimeTypes.TIMESTAMP_IN_ARRAY.array("timestamp", true, false)));
    types.add(lossy("timestamptz", TimeTypes.TIMESTAMP_IN_ARRAY.array("timestamptz", true, false)));
    types.add(lossy("mood", TextTypes.MOOD.array("mood", false, false)));
    types.add(SourceType.of("point", point()).neverNull());
    types.add(
        SourceType.of("lseg", Values.among("[(1,2),(3.5,-4)]", "[(0,0),(0,0)]")).keepingDefault());
    types.add(SourceType.of("box", Values.among("(3,4),(1,2)", "(0,0),(0,0)")).keepingDefault());
    types.add(
        SourceType.of("polygon", Values.among("((0,0),(1,0),(1,1.5))", "((1e100,2),(3,4))"))
            .losingToast()
            .keepingDefault());
    types.add(
        SourceType.of("path", Values.among("[(0,0),(1,0),(1,1.5)]", "[(1,2),(3,4)]"))
            .losingToast()
            .keepingDefault());
    return types;
  }

  private static SourceType array(String type, Values values) {
    return SourceType.of(type + "[]", values).neverNull();
  }

  private static SourceType lossy(String type, Values values) {
    return array(type, values).losingToast();
  }

  private static Values amounts() {
    return Values.among("0", "-99999999.99", "1.5", "12.34");
  }

  private static Values point() {
    return Values.among("(0,0)", "(1.5,-2.5)", "(1e300,5e-324)", "(-0,Infinity)", "(NaN,1)");
  }
}
