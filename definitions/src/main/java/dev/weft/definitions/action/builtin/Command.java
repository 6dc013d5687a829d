package dev.weft.definitions.action.builtin;

import dev.weft.definitions.action.ActionSpec;
import dev.weft.definitions.action.Bounds;
import dev.weft.definitions.action.Doc;
import dev.weft.definitions.action.Misfits;
import dev.weft.definitions.action.Output;
import dev.weft.definitions.action.Trait;
import dev.weft.definitions.action.WrittenParameters;
import dev.weft.definitions.size.SizeText;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Runs a program in the sandbox, without a shell.
 *
 * @param argv program and arguments; at least the program
 * @param stdin text as it is, anything else as JSON; {@code null} for nothing
 * @param env variables by name; {@code null} for none beside those of the platform
 * @param folder in which it runs, inside the workspace; {@code null} for the workspace itself
 * @param limits {@code null} for the defaults
 * @param expect exit codes that count as success; {@code null} for 0 alone
 * @param stdout how stdout is given; {@code null} for text
 */
@Doc("Runs a program in the sandbox, without a shell. The output has `exit_code`, `stdout` and `stderr`.")
public record Command(
        @Doc(
                value = "Program and arguments, each as it is: there is no shell that would read them.",
                example = "[pandoc, --to, html, \"${{ inputs.path }}\"]")
        @Bounds(min = 1)
        List<String> argv,

        @Doc(
                value = "What the program reads: text as it is, any other value as JSON.",
                example = "\"${{ inputs.text }}\"")
        @Nullable Object stdin,

        @Doc(
                value = "Environment variables by name; the program sees these, `WEFT_…` and a search path alone.",
                example = "{API_KEY: \"${{ secrets.API_KEY }}\"}")
        @Nullable Map<@Bounds(pattern = VARIABLE, notFirst = PLATFORM) String, String> env,

        @Doc(value = "Folder of the workspace in which it runs; default the workspace itself.", example = "data")
        @Nullable @Bounds(pattern = Bounds.NOT_BLANK)
        String folder,

        @Doc(value = "What it may use up.", example = "{memory: 512MiB, cpu: 30s}") @Nullable Limits limits,

        @Doc(value = "Exit codes that count as success; default `[0]`.", example = "[0, 1]") @Nullable @Bounds(min = 1)
        List<@Bounds(min = 0, max = HIGHEST_CODE) Long> expect,

        @Doc("How stdout is given: `text` (UTF-8, the default), `json` or `base64`.") @Nullable Format stdout) {
    public static final ActionSpec<Command> SPEC = new ActionSpec<>(
            "command",
            "Runs a program in the sandbox.",
            Command.class,
            Trait.WORK,
            new Output.ByParameters(Command::output));

    private static final String VARIABLE = "[A-Za-z_][A-Za-z0-9_]*";
    private static final String PLATFORM = "WEFT_";
    private static final int HIGHEST_CODE = 255;

    public Command {
        Misfits misfits = new Misfits();
        argv = List.copyOf(argv);
        if (argv.isEmpty() || argv.getFirst().isBlank()) {
            misfits.value(
                    "/argv",
                    "Expected a program in \"argv\", but found " + (argv.isEmpty() ? "an empty list" : "blank text"),
                    "Write the program first, then its arguments, such as [grep, -c, error, log.txt].");
        } else if (argv.size() == 1 && argv.getFirst().strip().contains(" ")) {
            misfits.value(
                    "/argv/0",
                    "Expected a program in \"argv\", but found a whole command line, \"" + argv.getFirst() + '"',
                    "There is no shell: write program and arguments one by one, such as [grep, -c, error, log.txt].");
        }
        if (env != null) {
            env.keySet().forEach(name -> variable(misfits, name));
        }
        Check.notBlank(misfits, "folder", folder, "a folder of the workspace");
        if (expect != null && expect.isEmpty()) {
            misfits.value(
                    "/expect",
                    "Expected at least one exit code in \"expect\", but found none",
                    "Write [0], or leave it out.");
        }
        for (int i = 0; expect != null && i < expect.size(); i++) {
            if (expect.get(i) < 0 || expect.get(i) > HIGHEST_CODE) {
                misfits.value(
                        "/expect/" + i,
                        "Expected exit codes from 0 to 255 in \"expect\", but found " + expect.get(i),
                        "Write codes such as [0, 1].");
            }
        }
        misfits.refuse();
    }

    private static void variable(Misfits misfits, String name) {
        String pointer = "/env/" + name.replace("~", "~0").replace("/", "~1");
        if (!name.matches(VARIABLE)) {
            misfits.value(
                    pointer,
                    "Expected names of variables in \"env\", but found \"" + name + '"',
                    "A name is of letters, digits and _, no digit first.");
        }
        if (name.startsWith(PLATFORM)) {
            misfits.value(
                    pointer,
                    "Expected a variable of your own in \"env\", but found \"" + name + '"',
                    "Choose another name: only the platform sets variables that begin with WEFT_.");
        }
    }

    private static Output output(WrittenParameters given) {
        boolean text = !given.unknown()
                && !given.computed("stdout")
                && !given.text("stdout").filter("json"::equals).isPresent();
        return Outputs.map(
                "exit_code", Outputs.WHOLE, "stdout", text ? Outputs.TEXT : Outputs.ANY, "stderr", Outputs.TEXT);
    }

    /** How stdout is given. */
    public enum Format {
        TEXT,
        JSON,
        BASE64
    }

    /**
     * What a program may use up.
     *
     * @param cpu processor time; {@code null} for as much as the task's timeout lets it
     * @param memory of one process, and held by all of them at once; {@code null} for 2 GiB
     * @param output on stdout, and on stderr; {@code null} for 1536 KiB, which is the most
     * @param fileSize of one file that it writes; {@code null} for 1 GiB
     * @param processes at once; {@code null} for 256
     */
    public record Limits(
            @Doc(
                    value = "Processor time; how long it takes in all is bounded by the task's `timeout`.",
                    example = "30s")
            @Nullable Duration cpu,

            @Doc(
                    value = "Memory that one process may ask for, and that all of them may hold at once; default"
                            + " `2GiB`.",
                    example = "512MiB")
            @Nullable @Bounds(pattern = SizeText.PATTERN)
            String memory,

            @Doc(value = "Bytes on stdout, and on stderr; default and at most `1536KiB`.", example = "64KiB")
            @Nullable @Bounds(pattern = SizeText.PATTERN)
            String output,

            @Doc(value = "Size of one file that it writes; default `1GiB`.", example = "100MB")
            @Nullable @Bounds(pattern = SizeText.PATTERN)
            String fileSize,

            @Doc(value = "Processes at once; default 256.", example = "16") @Nullable @Bounds(min = 1)
            Long processes) {
        private static final long MOST_OUTPUT = 1536L << 10;

        public Limits {
            Misfits misfits = new Misfits();
            SizeCheck.size(misfits, "/memory", memory, Long.MAX_VALUE, "");
            SizeCheck.size(misfits, "/output", output, MOST_OUTPUT, "1536KiB");
            SizeCheck.size(misfits, "/file_size", fileSize, Long.MAX_VALUE, "");
            if (processes != null && processes < 1) {
                misfits.value(
                        "/processes",
                        "Expected at least 1 for \"processes\", but found " + processes,
                        "Write a whole number from 1, such as 16.");
            }
            misfits.refuse();
        }
    }
}
