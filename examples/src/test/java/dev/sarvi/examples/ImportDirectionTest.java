package dev.sarvi.examples;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Imports run one way, as ARCHITECTURE.md draws them. */
class ImportDirectionTest {
  private static final JavaClasses SARVI =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("dev.sarvi");

  /** Each package of core with those it may use; a package named here includes those below it. */
  @ParameterizedTest
  @CsvSource({
    "tensor, ''",
    "formula, ''",
    "config, 'tensor'",
    "kernel, 'formula tensor'",
    "initializer, 'kernel tensor config'",
    "regularizer, 'kernel tensor config formula'",
    "constraint, 'kernel tensor config formula'",
    "layer, 'initializer regularizer constraint kernel formula tensor config'",
    "train, 'layer initializer regularizer constraint kernel formula tensor config'",
    "plan, 'layer initializer regularizer constraint kernel formula tensor config'",
    "model, 'plan train layer initializer regularizer constraint kernel formula tensor config'",
  })
  void coreRunsOneWay(String name, String uses) {
    List<String> allowed =
        new ArrayList<>(List.of("java..", "jdk.incubator.vector..", "com.google.errorprone.."));
    allowed.add("dev.sarvi." + name + "..");
    for (String used : uses.isEmpty() ? new String[0] : uses.split(" ", -1)) {
      allowed.add("dev.sarvi." + used + "..");
    }
    classes()
        .that()
        .resideInAPackage("dev.sarvi." + name + "..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(allowed.toArray(String[]::new))
        .check(SARVI);
  }

  @Test
  void onlyTheVectorPackageTouchesTheIncubator() {
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.sarvi.kernel.vector..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("jdk.incubator.vector..")
        .check(SARVI);
  }

  @Test
  void nobodyNamesTheVectorPackage() {
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.sarvi.kernel.vector..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("dev.sarvi.kernel.vector..")
        .check(SARVI);
  }

  @Test
  void hdf5StandsAlone() {
    classes()
        .that()
        .resideInAPackage("dev.sarvi.hdf5..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage("dev.sarvi.hdf5..", "java..")
        .check(SARVI);
  }

  @Test
  void onlyKerasKnowsJsonAndHdf5() {
    noClasses()
        .that()
        .resideOutsideOfPackages("dev.sarvi.keras..", "dev.sarvi.hdf5..", "dev.sarvi.cli..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("com.google.gson..", "dev.sarvi.hdf5..")
        .check(SARVI);
  }
}
