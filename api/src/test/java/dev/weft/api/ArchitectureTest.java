package dev.weft.api;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Who may know whom. */
@AnalyzeClasses(packages = "dev.weft.api", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule ONLY_THE_PROTOCOL_OF_THE_WORKER = noClasses()
            .should()
            .dependOnClassesThat(resideInAPackage("dev.weft.worker..")
                    .and(DescribedPredicate.not(resideInAPackage("dev.weft.worker.protocol.."))));

    @ArchTest
    static final ArchRule TEMPORAL_ONLY_BEHIND_THE_GATEWAY = noClasses()
            .that()
            .resideInAnyPackage(
                    "dev.weft.api.resource",
                    "dev.weft.api.representation",
                    "dev.weft.api.service",
                    "dev.weft.api.store",
                    "dev.weft.api.auth",
                    "dev.weft.api.health")
            .should()
            .dependOnClassesThat(resideInAnyPackage("io.temporal..", "io.grpc.."));

    @ArchTest
    static final ArchRule SQL_ONLY_IN_THE_STORE = noClasses()
            .that()
            .resideInAnyPackage("dev.weft.api.resource", "dev.weft.api.service", "dev.weft.api.gateway")
            .should()
            .dependOnClassesThat(resideInAnyPackage("java.sql..", "javax.sql.."));

    @ArchTest
    static final ArchRule HTTP_ONLY_AT_THE_RIM = noClasses()
            .that()
            .resideInAnyPackage("dev.weft.api.service", "dev.weft.api.store", "dev.weft.api.gateway")
            .should()
            .dependOnClassesThat(resideInAnyPackage("jakarta.ws.rs..", "jakarta.servlet..", "org.eclipse.jetty.."));

    @ArchTest
    static final ArchRule NO_CIRCLES =
            slices().matching("dev.weft.api.(*)..").should().beFreeOfCycles();
}
