package dev.weft.cli.command;

import dev.weft.cli.BaseCommand;
import dev.weft.cli.CliException;
import dev.weft.cli.Exit;
import dev.weft.definitions.problem.ProblemCode;
import dev.weft.definitions.problem.ProblemExample;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Explains a problem's code. */
@Command(
        name = "explain",
        description = "Explain the code of a problem, with an example; without a code, list all.",
        footer = {"", "Example: weft explain WEFT-1103"})
public final class ExplainCommand extends BaseCommand {
    @Parameters(arity = "0..1", paramLabel = "CODE", description = "Such as WEFT-1103.")
    private @Nullable String code;

    @Override
    public Integer call() {
        if (code == null) {
            for (ProblemCode one : ProblemCode.values()) {
                System.out.println(one.code() + "  " + one.title());
            }
            return Exit.DONE;
        }
        ProblemCode found = ProblemCode.find(code)
                .orElseThrow(() -> new CliException(
                        Exit.NOT_FOUND, "Expected the code of a problem, such as WEFT-1103, but found " + code + "."));
        ProblemExample example = ProblemExample.of(found);
        System.out.println(found.code() + ": " + found.title());
        System.out.println();
        System.out.println(found.explanation());
        System.out.println("What to do: " + found.cure());
        System.out.println();
        System.out.println("For example:");
        System.out.println(indented(example.wrong()));
        System.out.println();
        System.out.println("Mended:");
        System.out.println(indented(example.mended()));
        return Exit.DONE;
    }

    private static String indented(String text) {
        return ProblemExample.visible(text).lines().map(line -> "    " + line).collect(Collectors.joining("\n"));
    }
}
