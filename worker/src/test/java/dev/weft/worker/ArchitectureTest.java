package dev.weft.worker;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.NullMarked;

@AnalyzeClasses(packages = "dev.weft.worker", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    private static final String CORE = "dev.weft.worker.interpreter";
    private static final String TASK = "dev.weft.worker.task";

    @ArchTest
    static final ArchRule coreKnowsNoTemporal = noClasses()
            .that()
            .resideInAnyPackage(CORE + "..", TASK)
            .and()
            .resideOutsideOfPackage(CORE + ".temporal..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.temporal..", "io.grpc..", "java.net.http..", "okhttp3..", "java.sql..");

    @ArchTest
    static final ArchRule stateStandsBelowWhatReadsIt = noClasses()
            .that()
            .resideInAPackage(CORE + ".state")
            .should()
            .dependOnClassesThat(DescribedPredicate.describe(
                    "are of the interpreter and not its data",
                    (JavaClass type) -> type.getPackageName().startsWith(CORE)
                            && !type.getPackageName().equals(CORE + ".state")));

    @ArchTest
    static final ArchRule coreIsDeterministic = noClasses()
            .that()
            .resideInAnyPackage(CORE + "..", TASK)
            .should()
            .dependOnClassesThat()
            .belongToAnyOf(UUID.class, HashMap.class, HashSet.class, Thread.class)
            .orShould()
            .callConstructor(Random.class)
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(System.class, "nanoTime")
            .orShould()
            .callMethod(Instant.class, "now");

    @ArchTest
    static final ArchRule interpreterDoesNoWork = noClasses()
            .that()
            .resideInAPackage(CORE + "..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "dev.weft.worker.activity..",
                    "dev.weft.worker.action..",
                    "dev.weft.worker.agent..",
                    "dev.weft.worker.egress..",
                    "dev.weft.worker.sandbox..",
                    "dev.weft.worker.secret..");

    @ArchTest
    static final ArchRule protocolStandsAlone = noClasses()
            .that()
            .resideInAPackage("dev.weft.worker.protocol..")
            .should()
            .dependOnClassesThat(DescribedPredicate.describe(
                    "are of the worker and not of its protocol",
                    (JavaClass type) -> type.getPackageName().startsWith("dev.weft.worker")
                            && !type.getPackageName().startsWith("dev.weft.worker.protocol")));

    @ArchTest
    static final ArchRule packagesSayWhatIsNull = classes()
            .that()
            .resideInAPackage("dev.weft.worker..")
            .should()
            .beAnnotatedWith(NullMarked.class)
            .orShould(new ArchCondition<>("be in a package that is @NullMarked") {
                @Override
                public void check(JavaClass type, ConditionEvents events) {
                    events.add(new SimpleConditionEvent(
                            type,
                            type.getPackage().isAnnotatedWith(NullMarked.class),
                            type.getPackageName() + " has no package-info.java with @NullMarked"));
                }
            });
}
