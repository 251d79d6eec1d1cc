package dev.errand.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import dev.errand.api.broken.AccountRecord;
import dev.errand.api.broken.DiceService;
import dev.errand.api.broken.HastyService;
import dev.errand.api.broken.LeakyResource;
import dev.errand.api.broken.NosyApi;
import dev.errand.api.broken.PatientService;
import dev.errand.api.broken.SqlInTheApi;
import dev.errand.cli.broken.NosyCommand;
import dev.errand.model.broken.FancyWord;
import dev.errand.store.broken.ForgetfulStatement;
import dev.errand.worker.broken.MappingWorker;
import dev.errand.worker.broken.NosyWorker;
import dev.errand.worker.brokenback.There;
import dev.errand.worker.brokencycle.Here;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class ArchitectureTest {
  /** A rule with the classes that break it. */
  private record Case(String name, ArchRule rule, List<Class<?>> offenders) {
    static Case of(String name, ArchRule rule, Class<?>... offenders) {
      return new Case(name, rule, List.of(offenders));
    }
  }

  private static final List<Case> CASES =
      List.of(
          Case.of("the model is plain", Rules.MODEL_IS_PLAIN, FancyWord.class),
          Case.of("only store speaks SQL", Rules.ONLY_STORE_SPEAKS_SQL, SqlInTheApi.class),
          Case.of(
              "only the API maps objects", Rules.ONLY_THE_API_MAPS_OBJECTS, MappingWorker.class),
          Case.of(
              "entities stay in their feature",
              Rules.ENTITIES_STAY_IN_THEIR_FEATURE,
              AccountRecord.class),
          Case.of(
              "the API does not see the worker", Rules.API_DOES_NOT_SEE_THE_WORKER, NosyApi.class),
          Case.of(
              "the worker does not see the API",
              Rules.WORKER_DOES_NOT_SEE_THE_API,
              NosyWorker.class),
          Case.of("commands speak HTTP", Rules.COMMANDS_SPEAK_HTTP, NosyCommand.class),
          Case.of(
              "features have no cycles", Rules.FEATURES_HAVE_NO_CYCLES, Here.class, There.class),
          Case.of(
              "resources ask their feature",
              Rules.RESOURCES_ASK_THEIR_FEATURE,
              LeakyResource.class),
          Case.of("only workers wait", Rules.ONLY_WORKERS_WAIT, PatientService.class),
          Case.of("waits end", Rules.WAITS_END, HastyService.class),
          Case.of(
              "time, ids and chance are handed in",
              Rules.TIME_IDS_AND_CHANCE_ARE_HANDED_IN,
              DiceService.class),
          Case.of(
              "statements name their tenant",
              Rules.STATEMENTS_NAME_THEIR_TENANT,
              ForgetfulStatement.class));

  private static final JavaClasses HOUSE =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .withImportOption(location -> !location.contains("-tests.jar"))
          .importPackages("dev.errand");

  @TestFactory
  Stream<DynamicTest> theHouseKeepsIts() {
    return CASES.stream()
        .map(rule -> DynamicTest.dynamicTest(rule.name(), () -> rule.rule().check(HOUSE)));
  }

  @TestFactory
  Stream<DynamicTest> aBreachIsReportedOf() {
    return CASES.stream()
        .map(
            rule ->
                DynamicTest.dynamicTest(rule.name(), () -> assertThat(isBroken(rule)).isTrue()));
  }

  private static boolean isBroken(Case rule) {
    JavaClasses offenders = new ClassFileImporter().importClasses(rule.offenders());
    return rule.rule().allowEmptyShould(true).evaluate(offenders).hasViolation();
  }
}
