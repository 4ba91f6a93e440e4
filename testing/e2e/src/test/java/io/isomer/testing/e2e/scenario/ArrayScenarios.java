package io.isomer.testing.e2e.scenario;

/** Arrays of one dimension. */
final class ArrayScenarios {

  private static final String EMPTY = "'{}'";

  private ArrayScenarios() {}

  private static Scenario of(String type, String... values) {
    return ValueScenarios.withoutNull(type, values);
  }

  static Scenario[] all() {
    return new Scenario[] {
      of("smallint[]", "'{-32768,NULL,32767}'", EMPTY),
      of("integer[]", "'{-2147483648,NULL,2147483647}'", EMPTY),
      of("bigint[]", "'{-9223372036854775808,NULL,9223372036854775807}'", EMPTY),
      of("real[]", "'{0.1,NaN,Infinity,-0,NULL}'", EMPTY),
      of("double precision[]", "'{0.1,NaN,-Infinity,-0,NULL}'", EMPTY),
      of("numeric(10, 2)[]", "'{-99999999.99,NULL,1.50}'", EMPTY),
      of("numeric[]", "'{1.50,NULL,1e-7}'", EMPTY),
      of("boolean[]", "'{t,f,NULL}'", EMPTY),
      of("text[]", "'{a,NULL,\"NULL\",\"\",\"b, c\"}'", EMPTY, "'{NULL}'"),
      of("varchar(5)[]", "'{abc,NULL,\"\"}'", EMPTY),
      of("uuid[]", "'{00000000-0000-0000-0000-000000000000,NULL}'", EMPTY),
      of("bytea[]", "ARRAY['\\x00'::bytea, NULL, '\\xff']", EMPTY),
      of("date[]", "'{0001-01-01,NULL,9999-12-31}'", EMPTY),
      of("timestamp[]", "'{\"2024-02-29 23:59:59.999999\",NULL}'", EMPTY),
      of("timestamptz[]", "'{\"2024-02-29 23:59:59.999999+01\",NULL}'", EMPTY),
      of("jsonb[]", "ARRAY['{\"a\": null}'::jsonb, 'null', NULL]", EMPTY),
    };
  }
}
