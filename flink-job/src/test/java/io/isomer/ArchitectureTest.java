package io.isomer;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Packages depend one way: the job on decoder and writer, these on the event model only. */
@AnalyzeClasses(packages = "io.isomer", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

  private static final String CHANGELOG = "io.isomer.changelog..";
  private static final String DEBEZIUM = "io.isomer.debezium..";
  private static final String CLICKHOUSE = "io.isomer.clickhouse..";
  private static final String JOB = "io.isomer.job..";

  @ArchTest
  static final ArchRule theModelKnowsNobody =
      noClasses()
          .that()
          .resideInAPackage(CHANGELOG)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(DEBEZIUM, CLICKHOUSE, JOB);

  @ArchTest
  static final ArchRule theDecoderKnowsOnlyTheModel =
      noClasses()
          .that()
          .resideInAPackage(DEBEZIUM)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(CLICKHOUSE, JOB);

  @ArchTest
  static final ArchRule theWriterKnowsOnlyTheModel =
      noClasses()
          .that()
          .resideInAPackage(CLICKHOUSE)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(DEBEZIUM, JOB);

  @ArchTest
  static final ArchRule jdbcStaysInTheWriter =
      noClasses()
          .that()
          .resideOutsideOfPackage(CLICKHOUSE)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "java.sql..", "com.clickhouse..", "org.apache.flink.connector.jdbc..");

  @ArchTest
  static final ArchRule jsonStaysInTheDecoder =
      noClasses()
          .that()
          .resideOutsideOfPackage(DEBEZIUM)
          .should()
          .dependOnClassesThat()
          .resideInAPackage("com.fasterxml.jackson..");
}
