package io.isomer.testing.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.lang.ArchRule;
import org.junit.jupiter.api.Test;

/**
 * The rules that a module's packages keep. A module's test implements this interface, in the
 * module's root package; it runs in the module's directory.
 *
 * <p>Main and test classes are checked apart, as they lie in folders apart.
 */
public interface PackageRules {

  @Test
  default void packagesHaveNoCircles() {
    for (JavaClasses folder : ModuleClasses.FOLDERS) {
      slices().assignedFrom(new PackageSlices()).should().beFreeOfCycles().check(folder);
    }
  }

  @Test
  default void packagesAreSmall() {
    for (JavaClasses folder : ModuleClasses.FOLDERS) {
      packagesOfFewFiles().check(folder);
    }
  }

  @Test
  default void packagesBearTheModulesName() {
    String root = getClass().getPackageName();
    for (JavaClasses folder : ModuleClasses.FOLDERS) {
      classes().should().resideInAPackage(root + "..").check(folder);
    }
  }

  /** No package has more files than a reader takes in at once. A rule is for one check. */
  static ArchRule packagesOfFewFiles() {
    return classes().should(new LieInSmallPackages());
  }
}
