package io.isomer.testing.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** A package has no more source files than a reader takes in at once. */
final class LieInSmallPackages extends ArchCondition<JavaClass> {

  private static final int MAX_FILES = 25;

  private final Map<String, Set<String>> files = new TreeMap<>();

  LieInSmallPackages() {
    super("lie in packages of at most " + MAX_FILES + " files");
  }

  @Override
  public void check(JavaClass javaClass, ConditionEvents events) {
    javaClass
        .getSource()
        .flatMap(source -> source.getFileName())
        .ifPresent(
            file ->
                files
                    .computeIfAbsent(javaClass.getPackageName(), name -> new TreeSet<>())
                    .add(file));
  }

  @Override
  public void finish(ConditionEvents events) {
    files.forEach(
        (name, members) ->
            events.add(
                new SimpleConditionEvent(
                    name,
                    members.size() <= MAX_FILES,
                    "package %s has %d files".formatted(name, members.size()))));
  }
}
