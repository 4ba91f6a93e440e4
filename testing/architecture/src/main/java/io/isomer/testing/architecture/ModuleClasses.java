package io.isomer.testing.architecture;

import com.tngtech.archunit.ArchConfiguration;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The classes of the module in whose directory the tests run, read once for all rules. */
final class ModuleClasses {

  /** Main and test classes, where the module has such. */
  static final List<JavaClasses> FOLDERS = read();

  private ModuleClasses() {}

  private static List<JavaClasses> read() {
    ArchConfiguration.get().setResolveMissingDependenciesFromClassPath(false);
    ClassFileImporter importer = new ClassFileImporter();
    return List.of("classes", "test-classes").stream()
        .map(folder -> Path.of("target", folder))
        .filter(Files::isDirectory)
        .map(importer::importPath)
        .filter(folder -> !folder.isEmpty())
        .toList();
  }
}
