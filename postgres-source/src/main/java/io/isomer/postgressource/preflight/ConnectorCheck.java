package io.isomer.postgressource.preflight;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** Looks for settings of a Debezium connector that would cost values or changes. */
public final class ConnectorCheck {

  private static final String JSON_CONVERTER = "org.apache.kafka.connect.json.JsonConverter";

  /**
   * A setting that matters.
   *
   * @param fallback what the connector takes where it is not set
   * @param good which values are right
   * @param advice what to set, and why
   */
  private record Rule(
      Finding.Severity severity,
      String key,
      String fallback,
      Predicate<String> good,
      String advice) {}

  private static final List<Rule> RULES =
      List.of(
          error("value.converter", "", JSON_CONVERTER::equals, "set " + JSON_CONVERTER),
          error("key.converter", "", JSON_CONVERTER::equals, "set " + JSON_CONVERTER),
          error(
              "plugin.name",
              "decoderbufs",
              "pgoutput"::equals,
              "set pgoutput, which PostgreSQL brings itself"),
          warning(
              "value.converter.schemas.enable",
              "true",
              "true"::equals,
              "set true: without the schema part the target's types decide, and schema changes are"
                  + " not followed"),
          error(
              "value.converter.replace.null.with.default",
              "true",
              "false"::equals,
              "set false: else a NULL becomes the column's DEFAULT"),
          error(
              "decimal.handling.mode",
              "precise",
              "string"::equals,
              "set string: precise sends NaN, infinity and unchanged large values as NULL, double"
                  + " rounds"),
          error(
              "time.precision.mode",
              "adaptive",
              value -> value.equals("microseconds") || value.equals("adaptive"),
              "set microseconds: the other modes cut or falsify times"),
          error(
              "binary.handling.mode",
              "bytes",
              "bytes"::equals,
              "set bytes: the texts of the others cannot be told apart"),
          warning(
              "interval.handling.mode",
              "numeric",
              "string"::equals,
              "set string: numeric sends months as average lengths of days"),
          error(
              "skipped.operations",
              "t",
              "none"::equals,
              "set none: else TRUNCATE, or whatever is skipped, never arrives"),
          warning(
              "include.unknown.datatypes",
              "false",
              "true"::equals,
              "set true: else columns of types that Debezium does not know are left out"),
          error(
              "tombstones.on.delete",
              "true",
              "true"::equals,
              "set true: else a compacted topic keeps deleted rows"),
          warning(
              "exactly.once.support",
              "requested",
              "required"::equals,
              "set required, and exactly.once.source.support=enabled for the worker: else a restart"
                  + " of Connect repeats messages"),
          warning(
              "heartbeat.interval.ms",
              "0",
              value -> !value.equals("0"),
              "set for example 5000: else the slot of quiet tables retains the log"));

  private ConnectorCheck() {}

  /**
   * @param name the connector's
   * @param settings as Connect has them
   */
  public static List<Finding> findings(String name, Map<String, String> settings) {
    List<Finding> findings = new ArrayList<>();
    for (Rule rule : RULES) {
      String value = settings.getOrDefault(rule.key(), rule.fallback());
      if (!rule.good().test(value)) {
        String is = settings.containsKey(rule.key()) ? "is " + value : "is not set";
        findings.add(
            new Finding(
                rule.severity(),
                "connector " + name,
                rule.key() + " " + is + "; " + rule.advice()));
      }
    }
    findings.addAll(SourceTypeSetting.findings(name, settings));
    return findings;
  }

  private static Rule error(String key, String fallback, Predicate<String> good, String advice) {
    return new Rule(Finding.Severity.ERROR, key, fallback, good, advice);
  }

  private static Rule warning(String key, String fallback, Predicate<String> good, String advice) {
    return new Rule(Finding.Severity.WARNING, key, fallback, good, advice);
  }
}
