package io.isomer;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.isomer.testing.architecture.PackageRules;

/**
 * Packages depend one way: the job on decoder and writer, these on the event model only. A package
 * has one subject, so it has few files and no circles, and only its own root sees its sub-packages.
 */
@AnalyzeClasses(
    packages = {
      "io.isomer.changelog",
      "io.isomer.clickhouse",
      "io.isomer.deadletter",
      "io.isomer.debezium",
      "io.isomer.job",
      "io.isomer.tables"
    },
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

  private static final String CHANGELOG = "io.isomer.changelog..";
  private static final String DEBEZIUM = "io.isomer.debezium..";
  private static final String CLICKHOUSE = "io.isomer.clickhouse..";
  private static final String DEADLETTER = "io.isomer.deadletter..";
  private static final String JOB = "io.isomer.job..";
  private static final String TABLES = "io.isomer.tables..";

  @ArchTest
  static final ArchRule theModelKnowsNobody =
      noClasses()
          .that()
          .resideInAPackage(CHANGELOG)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(DEBEZIUM, CLICKHOUSE, DEADLETTER, JOB, TABLES);

  @ArchTest
  static final ArchRule tableRulesKnowOnlyTheModel =
      noClasses()
          .that()
          .resideInAPackage(TABLES)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(DEBEZIUM, CLICKHOUSE, DEADLETTER, JOB);

  @ArchTest
  static final ArchRule packagesHaveNoCircles =
      slices().matching("io.isomer.(**)").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule subPackagesOfTheWriterAreClosed =
      noClasses()
          .that()
          .resideOutsideOfPackage(CLICKHOUSE)
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.isomer.clickhouse.(*)..");

  @ArchTest
  static final ArchRule subPackagesOfTheDecoderAreClosed =
      noClasses()
          .that()
          .resideOutsideOfPackage(DEBEZIUM)
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.isomer.debezium.(*)..");

  @ArchTest static final ArchRule packagesAreSmall = PackageRules.packagesOfFewFiles();

  @ArchTest
  static final ArchRule theDecoderKnowsOnlyTheModel =
      noClasses()
          .that()
          .resideInAPackage(DEBEZIUM)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(CLICKHOUSE, DEADLETTER, JOB);

  @ArchTest
  static final ArchRule theWriterKnowsOnlyTheModel =
      noClasses()
          .that()
          .resideInAPackage(CLICKHOUSE)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(DEBEZIUM, DEADLETTER, JOB);

  @ArchTest
  static final ArchRule deadLettersKnowOnlyTheModel =
      noClasses()
          .that()
          .resideInAPackage(DEADLETTER)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(DEBEZIUM, CLICKHOUSE, JOB);

  @ArchTest
  static final ArchRule jdbcStaysInTheWriter =
      noClasses()
          .that()
          .resideOutsideOfPackage(CLICKHOUSE)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "java.sql..", "com.clickhouse..", "org.apache.flink.connector.jdbc..");

  /** Composite values of messages without schema part reach the converters as JSON. */
  @ArchTest
  static final ArchRule jsonStaysInDecoderAndConverters =
      noClasses()
          .that()
          .resideOutsideOfPackages(DEBEZIUM, "io.isomer.clickhouse.convert")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("com.fasterxml.jackson..");
}
