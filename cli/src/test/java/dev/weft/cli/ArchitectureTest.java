package dev.weft.cli;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "dev.weft.cli", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    /** A client command starts in a fraction of a second because nothing of the servers is loaded for it. */
    @ArchTest
    static final ArchRule onlyServeAndTrialKnowServers = noClasses()
            .that()
            .resideOutsideOfPackages("dev.weft.cli.serve", "dev.weft.cli.trial")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.dropwizard..",
                    "jakarta..",
                    "io.temporal..",
                    "io.grpc..",
                    "dev.weft.api..",
                    "dev.weft.worker..");

    @ArchTest
    static final ArchRule serverSideIsNoClient = noClasses()
            .that()
            .resideInAnyPackage("dev.weft.cli.client", "dev.weft.cli.output", "dev.weft.cli.watch")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("dev.weft.cli.serve", "dev.weft.cli.command");

    @ArchTest
    static final ArchRule commandsAreCommands =
            classes().that().haveSimpleNameEndingWith("Command").should().beAssignableTo(BaseCommand.class);
}
