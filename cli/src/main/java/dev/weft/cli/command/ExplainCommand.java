package dev.weft.cli.command;

import dev.weft.cli.BaseCommand;
import dev.weft.cli.CliException;
import dev.weft.cli.Exit;
import dev.weft.definitions.problem.ProblemCode;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Explains a problem's code. */
@Command(
        name = "explain",
        description = "Explain the code of a problem.",
        footer = {"", "Example: weft explain WEFT-1103"})
public final class ExplainCommand extends BaseCommand {
    @Parameters(paramLabel = "CODE", description = "Such as WEFT-1103.")
    private String code = "";

    @Override
    public Integer call() {
        ProblemCode found = ProblemCode.find(code)
                .orElseThrow(() -> new CliException(
                        Exit.NOT_FOUND, "Expected the code of a problem, such as WEFT-1103, but found " + code + "."));
        for (String line :
                List.of(found.code() + ": " + found.title(), "", found.explanation(), "What to do: " + found.cure())) {
            System.out.println(line);
        }
        return Exit.DONE;
    }
}
