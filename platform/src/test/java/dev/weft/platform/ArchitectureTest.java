package dev.weft.platform;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "dev.weft.platform", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule standsAlone = noClasses()
            .should()
            .dependOnClassesThat(DescribedPredicate.describe(
                    "are of another module",
                    (JavaClass type) -> type.getPackageName().startsWith("dev.weft.")
                            && !type.getPackageName().startsWith("dev.weft.platform")));

    @ArchTest
    static final ArchRule knowsServersAsProcessesAlone = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.temporal..", "io.grpc..", "io.dropwizard..");

    /** Processes, ports, locks and disks know nothing of what runs in them. */
    @ArchTest
    static final ArchRule processesAreBelow = noClasses()
            .that()
            .resideInAPackage("dev.weft.platform.process")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("dev.weft.platform.home", "dev.weft.platform.temporal", "dev.weft.platform.postgres");
}
