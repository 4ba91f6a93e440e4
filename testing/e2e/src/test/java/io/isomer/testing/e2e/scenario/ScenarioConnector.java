package io.isomer.testing.e2e.scenario;

import io.isomer.control.temporary.TemporaryConnector;
import io.isomer.testing.localstack.StackConfig;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The connectors that scenarios run over: ours, with these settings changed. */
enum ScenarioConnector {
  SHIPPED("", Map.of()),
  VIA_ROOT(
      "publish_via_partition_root = true, publish_generated_columns = stored",
      Map.of("time.precision.mode", "isostring", "binary.handling.mode", "base64")),
  OTHER_MODES(
      "",
      Map.of(
          "decimal.handling.mode", "precise",
          "time.precision.mode", "adaptive",
          "hstore.handling.mode", "map"));

  /** The schema with the table through which snapshots are asked for. */
  static final String SIGNALS = "shipped_incremental_snapshot.signals";

  private final String publicationOptions;
  private final Map<String, String> settings;

  ScenarioConnector(String publicationOptions, Map<String, String> settings) {
    this.publicationOptions = publicationOptions;
    this.settings = settings;
  }

  /** The first part of its topics' names and of its scenarios' schemas. */
  String topicPrefix() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }

  /** The name of its slot, its publication and itself. */
  String slot() {
    return "scenarios_" + topicPrefix();
  }

  boolean viaRoot() {
    return this == VIA_ROOT;
  }

  /** Publishes whole schemas, so that a table that is created later is published too. */
  String publication(List<String> schemas) {
    return "CREATE PUBLICATION %s FOR TABLES IN SCHEMA %s%s"
        .formatted(
            slot(),
            String.join(", ", schemas),
            publicationOptions.isEmpty() ? "" : " WITH (" + publicationOptions + ")");
  }

  /** The connector, whose prefix is not its name. */
  TemporaryConnector connector(StackConfig config) throws IOException {
    Map<String, String> changes = new HashMap<>(settings);
    changes.put("schema.include.list", topicPrefix() + "_.*");
    changes.put("topic.prefix", topicPrefix());
    changes.put("topic.creation.default.partitions", "3");
    changes.put("publication.autocreate.mode", "disabled");
    if (this == SHIPPED) {
      changes.put("signal.data.collection", SIGNALS);
      changes.put("incremental.snapshot.chunk.size", "20");
    }
    // all tables' rows are one transaction, which may take a while on a busy machine
    changes.put("producer.override.transaction.timeout.ms", "600000");
    return new TemporaryConnector(config, slot(), slot(), changes);
  }
}
