package dev.errand.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import dev.errand.store.sql.DatabaseCheck;
import dev.errand.store.sql.DatabaseUrl;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.groups.UniAwait;
import jakarta.persistence.Entity;
import java.time.Instant;
import java.util.UUID;

/** What may know of what. Each rule has a class that breaks it, and a test that it is reported. */
final class Rules {
  static final ArchRule MODEL_IS_PLAIN =
      classes()
          .that()
          .resideInAPackage("dev.errand.model..")
          .and()
          .doNotHaveSimpleName("CronReader") // the one place that knows the parser of cron's syntax
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage("dev.errand.model..", "java..", "org.jspecify..")
          .because("the words of Errand must outlive every framework");

  static final ArchRule ONLY_STORE_SPEAKS_SQL =
      noClasses()
          .that()
          .resideOutsideOfPackages(
              "dev.errand.store..", "dev.errand.live.database..", "dev.errand.bench..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.vertx.sqlclient..", "io.vertx.pgclient..")
          .because("there is one place to look for a statement");

  static final ArchRule ONLY_THE_API_MAPS_OBJECTS =
      noClasses()
          .that()
          .resideOutsideOfPackage("dev.errand.api..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "org.hibernate..",
              "io.quarkus.hibernate..",
              "io.quarkus.panache..",
              "jakarta.persistence..")
          .because("Hibernate does not share its connection with the engine");

  static final ArchRule ENTITIES_STAY_IN_THEIR_FEATURE =
      classes()
          .that()
          .areAnnotatedWith(Entity.class)
          .should()
          .bePackagePrivate()
          .because("an entity is how a feature stores, not what it says");

  static final ArchRule API_DOES_NOT_SEE_THE_WORKER =
      noClasses()
          .that()
          .resideInAPackage("dev.errand.api..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("dev.errand.worker..")
          .because("they are run apart");

  static final ArchRule WORKER_DOES_NOT_SEE_THE_API =
      noClasses()
          .that()
          .resideInAPackage("dev.errand.worker..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("dev.errand.api..")
          .because("they are run apart");

  static final ArchRule COMMANDS_SPEAK_HTTP =
      noClasses()
          .that()
          .resideInAPackage("dev.errand.cli..")
          .should()
          .dependOnClassesThat(
              resideInAnyPackage(
                      "dev.errand.api..",
                      "dev.errand.worker..",
                      "dev.errand.live..",
                      "dev.errand.store..")
                  .and(not(name(DatabaseCheck.class.getName())))
                  .and(not(name(DatabaseUrl.class.getName()))))
          .because("a command must work from anywhere; only doctor looks at a database");

  static final ArchRule FEATURES_HAVE_NO_CYCLES =
      slices()
          .matching("dev.errand.(*).(*)..")
          .should()
          .beFreeOfCycles()
          .because("a feature must be understood without the ones that use it");

  static final ArchRule RESOURCES_ASK_THEIR_FEATURE =
      noClasses()
          .that()
          .haveSimpleNameEndingWith("Resource")
          .or()
          .haveSimpleNameEndingWith("Socket")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("dev.errand.store..")
          .because("what a call means belongs into its feature, not into its address");

  static final ArchRule ONLY_WORKERS_WAIT =
      noClasses()
          .that(resideInAnyPackage("dev.errand.api..", "dev.errand.live..", "dev.errand.store.."))
          .should()
          .callMethodWhere(
              target(owner(JavaClass.Predicates.assignableTo(Uni.class)))
                  .and(target(name("await"))))
          .because("the API runs on event loops, which must not wait");

  static final ArchRule WAITS_END =
      noClasses()
          .should()
          .callMethod(UniAwait.class, "indefinitely")
          .because("what is waited for may never come");

  static final ArchRule TIME_IDS_AND_CHANCE_ARE_HANDED_IN =
      noClasses()
          .that()
          .resideOutsideOfPackages(
              "dev.errand.live.chance..", "dev.errand.postgres..", "dev.errand.bench..")
          .and()
          .doNotHaveSimpleName("KafkaKeys") // a group's name, needed before there are beans
          .should()
          .callMethod(Instant.class, "now")
          .orShould()
          .callMethod(System.class, "currentTimeMillis")
          .orShould()
          .callMethod(Math.class, "random")
          .orShould()
          .callMethod(UUID.class, "randomUUID")
          .because("a test must be able to choose them");

  static final ArchRule STATEMENTS_NAME_THEIR_TENANT =
      classes()
          .that()
          .resideInAPackage("dev.errand.store..")
          .should(new NameTheirTenant())
          .because("a statement that forgets its tenant shows one tenant's rows to another");

  private Rules() {}
}
