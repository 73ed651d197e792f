package io.vigie;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.conditions.ArchPredicates.are;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import io.vigie.probe.ProbeKind;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Holds the code to the structure that docs/architecture.md describes. It sees every module. */
class ArchitectureTest {

  private static final List<String> SERVICES =
      List.of("io.vigie.scheduler..", "io.vigie.runner..", "io.vigie.alert..", "io.vigie.report..");

  /** What decides, and therefore does nothing. */
  private static final String[] DECISIONS = {
    "io.vigie.scheduler.plan..",
    "io.vigie.alert.state..",
    "io.vigie.alert.incident..",
    "io.vigie.alert.route..",
    "io.vigie.report.verdict..",
    "io.vigie.report.uptime..",
    "io.vigie.report.definition..",
    "io.vigie.report.attest..",
    "io.vigie.report.incident..",
    "io.vigie.report.slack..",
    "io.vigie.probe.expect..",
    "io.vigie.probe.settings.."
  };

  private static JavaClasses vigie;

  @BeforeAll
  static void readTheClasses() {
    vigie =
        new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.vigie");
  }

  @Test
  void everyModuleIsSeen() {
    Stream.of(
            "io.vigie.contract",
            "io.vigie.runtime",
            "io.vigie.embedded",
            "io.vigie.testkit",
            "io.vigie.probe",
            "io.vigie.scheduler",
            "io.vigie.runner",
            "io.vigie.alert",
            "io.vigie.report",
            "io.vigie.standalone",
            "io.vigie.cli")
        .forEach(
            module ->
                assertThat(vigie.that(resideInAPackage(module + "..")))
                    .as("classes of %s", module)
                    .hasSizeGreaterThan(2));
  }

  @Test
  void theContractKnowsTheJdkAndJacksonOnly() {
    classes()
        .that()
        .resideInAPackage("io.vigie.contract..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage("io.vigie.contract..", "java..", "com.fasterxml.jackson..")
        .check(vigie);
  }

  @Test
  void theRuntimeKnowsNothingAboveTheContract() {
    classes()
        .that()
        .resideInAPackage("io.vigie.runtime..")
        .should()
        .onlyDependOnClassesThat(
            resideInAPackage("io.vigie.runtime..")
                .or(resideInAPackage("io.vigie.contract.."))
                .or(notOurs()))
        .check(vigie);
  }

  @Test
  void theEmbeddedInfrastructureKnowsNoOtherModule() {
    classes()
        .that()
        .resideInAPackage("io.vigie.embedded..")
        .should()
        .onlyDependOnClassesThat(resideInAPackage("io.vigie.embedded..").or(notOurs()))
        .check(vigie);
  }

  @Test
  void theProbesKnowTheContractOnly() {
    classes()
        .that()
        .resideInAPackage("io.vigie.probe..")
        .should()
        .onlyDependOnClassesThat(
            resideInAPackage("io.vigie.probe..")
                .or(resideInAPackage("io.vigie.contract.."))
                .or(notOurs()))
        .check(vigie);
  }

  static Stream<String> everyService() {
    return SERVICES.stream();
  }

  @ParameterizedTest
  @MethodSource("everyService")
  void noServiceKnowsAnother(String service) {
    String[] others =
        SERVICES.stream().filter(other -> !other.equals(service)).toArray(String[]::new);

    noClasses()
        .that()
        .resideInAPackage(service)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(others)
        .check(vigie);
  }

  @ParameterizedTest
  @ValueSource(strings = {"io.vigie.alert..", "io.vigie.report.."})
  void whatComesAfterTheResultKnowsNoProbe(String service) {
    noClasses()
        .that()
        .resideInAPackage(service)
        .should()
        .dependOnClassesThat()
        .resideInAPackage("io.vigie.probe..")
        .check(vigie);
  }

  @Test
  void onlyStandaloneKnowsTheTestkitAndTheEmbeddedInfrastructure() {
    noClasses()
        .that()
        .resideOutsideOfPackages(
            "io.vigie.standalone..", "io.vigie.cli..", "io.vigie.testkit..", "io.vigie.embedded..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("io.vigie.testkit..", "io.vigie.embedded..")
        .check(vigie);
  }

  @Test
  void onlyTheClockProducerAsksForTheTime() {
    noClasses()
        .that()
        .resideOutsideOfPackage("io.vigie.runtime.time..")
        .should()
        .accessTargetWhere(asksForTheTime())
        .check(vigie);
  }

  @Test
  void decisionsDoNothing() {
    noClasses()
        .that()
        .resideInAnyPackage(DECISIONS)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "io.quarkus..",
            "io.vertx..",
            "org.apache.kafka..",
            "java.sql..",
            "javax.sql..",
            "java.net.http..",
            "jakarta.ws.rs..",
            "io.vigie.runtime.kafka..")
        .check(vigie);
  }

  @Test
  void decisionsNeitherRollDiceNorStartThreads() {
    noClasses()
        .that()
        .resideInAnyPackage(
            "io.vigie.scheduler.plan..", "io.vigie.alert.state..", "io.vigie.report.verdict..")
        .should()
        .dependOnClassesThat(
            assignableTo(java.util.Random.class)
                .or(assignableTo(Thread.class))
                .or(assignableTo(java.util.concurrent.Executor.class)))
        .check(vigie);
  }

  @Test
  void everyProbeKindLivesInAFolderOfItsOwn() {
    classes()
        .that()
        .implement(ProbeKind.class)
        .should()
        .resideInAPackage("io.vigie.probe.*")
        .check(vigie);
  }

  @Test
  void noProbeKindKnowsAnother() {
    slices()
        .matching("io.vigie.probe.(*)..")
        .namingSlices("kind $1")
        .should()
        .notDependOnEachOther()
        .ignoreDependency(
            DescribedPredicate.alwaysTrue(),
            resideInAPackage("io.vigie.probe.settings..")
                .or(resideInAPackage("io.vigie.probe.expect.."))
                .or(resideInAPackage("io.vigie.probe.net.."))
                .or(resideInAPackage("io.vigie.probe.gauge.."))
                .or(resideInAPackage("io.vigie.probe.burst.."))
                .or(resideInAPackage("io.vigie.probe.download.."))
                .or(resideInAPackage("io.vigie.probe.line.."))
                .or(resideInAPackage("io.vigie.probe.web..")))
        // One step of a redirect is a request of http, with the same limits and the same codes.
        .ignoreDependency(
            resideInAPackage("io.vigie.probe.redirect.."),
            resideInAPackage("io.vigie.probe.http.."))
        // A mail goes its way by the talks of smtp and imap, or to a sink.
        .ignoreDependency(
            resideInAPackage("io.vigie.probe.mailroundtrip.."),
            resideInAnyPackage(
                "io.vigie.probe.smtp..", "io.vigie.probe.imap..", "io.vigie.probe.sink.."))
        .check(vigie);
  }

  @ParameterizedTest
  @ValueSource(strings = {"contract", "runtime", "scheduler", "runner", "alert", "report"})
  void packagesOfAModuleFormNoCycle(String module) {
    slices().matching("io.vigie." + module + ".(*)..").should().beFreeOfCycles().check(vigie);
  }

  @Test
  void nothingIsInjectedIntoFields() {
    fields()
        .that()
        .areDeclaredInClassesThat()
        .resideInAPackage("io.vigie..")
        .should()
        .notBeAnnotatedWith(Inject.class)
        .check(vigie);
  }

  @Test
  void namesSayWhatThingsDo() {
    Set<String> banned =
        Set.of("Util", "Utils", "Helper", "Manager", "Handler", "Impl", "Constants", "Misc");
    DescribedPredicate<JavaClass> grabBag =
        DescribedPredicate.describe(
            "named after nothing (" + banned + ")",
            type -> banned.stream().anyMatch(type.getSimpleName()::endsWith));

    ArchRule rule =
        classes().that(are(grabBag)).should().bePackagePrivate().andShould().beInterfaces();
    rule.allowEmptyShould(true).check(vigie.that(resideInAPackage("io.vigie..").and(grabBag)));
    noClasses()
        .should()
        .resideInAnyPackage(
            "..common..", "..core..", "..util..", "..utils..", "..helper..", "..impl..")
        .check(vigie);
  }

  @Test
  void onlyTheEdgesReadTheEnvironment() {
    noClasses()
        .that()
        .resideOutsideOfPackages(
            "io.vigie.runner.secret..",
            "io.vigie.scheduler.checklist..",
            "io.vigie.embedded..",
            "io.vigie.standalone..",
            "io.vigie.cli..")
        .should()
        .callMethod(System.class, "getenv")
        .orShould()
        .callMethod(System.class, "getenv", String.class)
        .check(vigie);
  }

  private static DescribedPredicate<JavaClass> notOurs() {
    return DescribedPredicate.not(resideInAPackage("io.vigie.."));
  }

  private static DescribedPredicate<JavaAccess<?>> asksForTheTime() {
    return DescribedPredicate.describe(
        "asks for the time",
        access -> {
          AccessTarget target = access.getTarget();
          String owner = target.getOwner().getFullName();
          String name = target.getName();
          boolean now = name.equals("now") && owner.startsWith("java.time.");
          boolean millis = name.equals("currentTimeMillis") && owner.equals("java.lang.System");
          boolean system =
              name.startsWith("system")
                  && (owner.equals("java.time.Clock") || owner.equals("java.time.InstantSource"));
          return now || millis || system;
        });
  }
}
