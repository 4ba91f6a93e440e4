package io.isomer.targetformat;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.isomer.testing.architecture.PackageRules;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ArchitectureTest implements PackageRules {

  @Test
  void theFormatNeedsTheJdkAlone() {
    classes()
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage("io.isomer.targetformat..", "java..")
        .check(new ClassFileImporter().importPath(Path.of("target", "classes")));
  }
}
