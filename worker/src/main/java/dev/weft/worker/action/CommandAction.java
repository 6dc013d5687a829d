package dev.weft.worker.action;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.weft.definitions.action.Action;
import dev.weft.definitions.action.ActionContext;
import dev.weft.definitions.action.ActionException;
import dev.weft.definitions.action.ActionSpec;
import dev.weft.definitions.action.LogLevel;
import dev.weft.definitions.action.builtin.Command;
import dev.weft.definitions.size.SizeText;
import dev.weft.worker.action.file.Folders;
import dev.weft.worker.action.file.Roots;
import dev.weft.worker.sandbox.AttemptVariables;
import dev.weft.worker.sandbox.CommandResult;
import dev.weft.worker.sandbox.Sandbox;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Action {@code command}: a program in the sandbox. */
public final class CommandAction implements Action<Command> {
    private final Sandbox sandbox;
    private final Roots roots;

    /**
     * @param roots the first of them is the workspace, in which programs run
     */
    public CommandAction(Sandbox sandbox, Roots roots) {
        this.sandbox = sandbox;
        this.roots = roots;
    }

    @Override
    public ActionSpec<Command> spec() {
        return Command.SPEC;
    }

    @Override
    public Map<String, @Nullable Object> execute(Command work, ActionContext context)
            throws ActionException, InterruptedException {
        Map<String, String> env = AttemptVariables.of(context);
        if (work.env() != null) {
            env.putAll(work.env());
        }
        refuseNul(work.argv(), "/argv");
        refuseNul(env.values(), "/env");
        CommandResult result = sandbox.run(
                new dev.weft.worker.sandbox.Command(
                        work.argv(),
                        env,
                        stdin(work.stdin()),
                        context.workspace(),
                        folder(work, context.workspace()),
                        List.of(),
                        limits(work.limits()),
                        true),
                errors -> context.log(LogLevel.INFO, "stderr", errors));
        if (work.expect() == null ? result.exit() != 0 : !work.expect().contains((long) result.exit())) {
            throw unexpected(work, result);
        }
        Map<String, @Nullable Object> output = new LinkedHashMap<>();
        output.put("exit_code", result.exit());
        output.put("stdout", stdout(work, result.stdout()));
        output.put("stderr", result.stderr());
        return output;
    }

    /** No program can be given one: C's texts end there. */
    private static void refuseNul(Iterable<String> texts, String pointer) throws ActionException {
        for (String text : texts) {
            if (text.indexOf('\0') >= 0) {
                throw ActionException.invalidParameters(
                        "Expected text without the character NUL at " + pointer + ", but found one.");
            }
        }
    }

    private Path folder(Command work, Path workspace) throws ActionException, InterruptedException {
        return work.folder() == null ? workspace : Folders.inside(roots.locate(work.folder()), workspace);
    }

    private static byte[] stdin(@Nullable Object stdin) throws ActionException {
        try {
            return switch (stdin) {
                case null -> new byte[0];
                case String text -> text.getBytes(StandardCharsets.UTF_8);
                default -> Json.bytes(stdin);
            };
        } catch (IOException e) {
            throw ActionException.invalidParameters(
                    "Expected a value that JSON can hold at /stdin, but found another.");
        }
    }

    private static dev.weft.worker.sandbox.Command.Limits limits(Command.@Nullable Limits limits) {
        dev.weft.worker.sandbox.Command.Limits usual = dev.weft.worker.sandbox.Command.Limits.USUAL;
        return limits == null
                ? usual
                : new dev.weft.worker.sandbox.Command.Limits(
                        bytes(limits.memory(), usual.memory()),
                        bytes(limits.output(), usual.output()),
                        bytes(limits.fileSize(), usual.fileSize()),
                        limits.cpu() == null ? usual.cpu() : seconds(limits.cpu()),
                        Objects.requireNonNullElse(limits.processes(), usual.processes()));
    }

    private static long bytes(@Nullable String size, long usual) {
        return size == null ? usual : SizeText.parse(size).orElse(usual);
    }

    /** Whole ones, as the kernel counts them; a part is one. */
    private static long seconds(Duration cpu) {
        return cpu.plusNanos(999_999_999).toSeconds();
    }

    private static ActionException unexpected(Command work, CommandResult result) {
        String said = result.complaint();
        return new ActionException(
                "exit_" + result.exit(),
                "Expected exit code " + (work.expect() == null ? "0" : expected(work.expect())) + " of "
                        + work.argv().getFirst() + ", but found " + result.exit() + result.meaning()
                        + (said.isEmpty() ? "." : ": " + said));
    }

    private static String expected(List<Long> codes) {
        return String.join(" or ", codes.stream().map(String::valueOf).toList());
    }

    private static @Nullable Object stdout(Command work, byte[] bytes) throws ActionException {
        return switch (Objects.requireNonNullElse(work.stdout(), Command.Format.TEXT)) {
            case BASE64 -> Base64.getEncoder().encodeToString(bytes);
            case TEXT -> text(work, bytes);
            case JSON -> {
                try {
                    yield Json.read(text(work, bytes));
                } catch (JsonProcessingException e) {
                    throw new ActionException(
                            "invalid_answer",
                            "Expected JSON on stdout of " + work.argv().getFirst() + ", but found something else: "
                                    + Json.explain(e) + ". Print messages on stderr.");
                }
            }
        };
    }

    private static String text(Command work, byte[] bytes) throws ActionException {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new ActionException(
                    "invalid_answer",
                    "Expected UTF-8 on stdout of " + work.argv().getFirst()
                            + ", but found other bytes. Use stdout: base64.");
        }
    }
}
