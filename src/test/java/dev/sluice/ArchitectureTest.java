package dev.sluice;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Instant;

/**
 * The rooms of the house and the arrows between them. What no room may do at all, such as asking
 * the machine for its charset, is forbidden in the build file.
 */
@AnalyzeClasses(packages = "dev.sluice", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

  private static final DescribedPredicate<JavaClass> CSV_PRINTING =
      resideInAPackage("org.apache.commons.csv")
          .and(
              DescribedPredicate.describe(
                  "that reads",
                  type ->
                      type.getSimpleName().equals("CSVParser")
                          || type.getSimpleName().equals("CSVRecord")))
          .as("Commons CSV's readers");

  @ArchTest
  static final ArchRule everyRoomStandsAboveAllThatItUses =
      layeredArchitecture()
          .consideringOnlyDependenciesInLayers()
          .withOptionalLayers(true)
          .layer("Main")
          .definedBy("dev.sluice")
          .layer("cli")
          .definedBy("dev.sluice.cli..")
          .layer("exports")
          .definedBy("dev.sluice.exports..")
          .layer("history")
          .definedBy("dev.sluice.analysis.history..")
          .layer("analysis")
          .definedBy("dev.sluice.analysis", "dev.sluice.analysis.(*)..")
          .layer("workspace")
          .definedBy("dev.sluice.workspace..")
          .layer("plan")
          .definedBy("dev.sluice.plan..")
          .layer("report")
          .definedBy("dev.sluice.report..")
          .layer("answer")
          .definedBy("dev.sluice.answer..")
          .layer("metrics")
          .definedBy("dev.sluice.metrics..")
          .whereLayer("Main")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("cli")
          .mayOnlyBeAccessedByLayers("Main")
          .whereLayer("exports")
          .mayOnlyBeAccessedByLayers("cli")
          .whereLayer("history")
          .mayOnlyBeAccessedByLayers("cli", "analysis")
          .whereLayer("analysis")
          .mayOnlyBeAccessedByLayers("cli", "history")
          .whereLayer("workspace")
          .mayOnlyBeAccessedByLayers("cli", "exports", "analysis", "history")
          .whereLayer("plan")
          .mayOnlyBeAccessedByLayers("cli", "history")
          .whereLayer("report")
          .mayOnlyBeAccessedByLayers("cli")
          .whereLayer("answer")
          .mayOnlyBeAccessedByLayers(
              "cli", "exports", "analysis", "history", "workspace", "plan", "report")
          .whereLayer("metrics")
          .mayOnlyBeAccessedByLayers("cli", "analysis", "history", "plan", "report");

  @ArchTest
  static final ArchRule noRoomsUseEachOtherInACircle =
      slices().matching("dev.sluice.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule onlyTheCommandLineKnowsPicocli =
      noClasses()
          .that()
          .resideOutsideOfPackage("dev.sluice.cli..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("picocli..");

  @ArchTest
  static final ArchRule onlyTheWorkspaceKnowsItsEngine =
      noClasses()
          .that()
          .resideOutsideOfPackage("dev.sluice.workspace..")
          .should()
          .dependOnClassesThat(resideInAnyPackage("java.sql..", "javax.sql..", "org.duckdb.."));

  @ArchTest
  static final ArchRule onlyExportsReadCsv =
      noClasses()
          .that()
          .resideOutsideOfPackage("dev.sluice.exports..")
          .should()
          .dependOnClassesThat(CSV_PRINTING);

  @ArchTest
  static final ArchRule onlyExportsAndReportsKnowCsv =
      noClasses()
          .that()
          .resideOutsideOfPackages("dev.sluice.exports..", "dev.sluice.report..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.apache.commons.csv..");

  @ArchTest
  static final ArchRule onlyExportsReadSpreadsheets =
      noClasses()
          .that()
          .resideOutsideOfPackage("dev.sluice.exports..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.dhatim.fastexcel.reader..");

  @ArchTest
  static final ArchRule plansAndMetricsTouchNoFile =
      noClasses()
          .that()
          .resideInAnyPackage("dev.sluice.plan..", "dev.sluice.metrics..")
          .should()
          .dependOnClassesThat()
          .areAssignableTo(Files.class);

  @ArchTest
  static final ArchRule onlyTheSessionAsksTheClock =
      noClasses()
          .that()
          .doNotHaveFullyQualifiedName("dev.sluice.cli.Session")
          .should()
          .callMethod(Instant.class, "now")
          .orShould()
          .dependOnClassesThat()
          .areAssignableTo(Clock.class)
          .because("the present is Session.now(), which --now sets");

  @ArchTest
  static final ArchRule commandsHoldOptionsOnly =
      classes()
          .that()
          .resideInAPackage("dev.sluice.cli.command..")
          .and()
          .haveSimpleNameEndingWith("Command")
          .should()
          .onlyDependOnClassesThat(
              DescribedPredicate.not(
                  resideInAnyPackage(
                      "org.duckdb..",
                      "com.fasterxml..",
                      "tech.tablesaw..",
                      "org.apache.commons..",
                      "org.dhatim..")))
          .because("the JVM loads what a command mentions before it has parsed a word");

  @ArchTest
  static final ArchRule aThingIsNamedForWhatItIs =
      noClasses()
          .should()
          .haveNameMatching(".*(Util|Utils|Helper|Manager|Impl|Service|Common)")
          .orShould()
          .resideInAnyPackage("..util..", "..common..", "..helper..", "..manager..", "..service..");
}
