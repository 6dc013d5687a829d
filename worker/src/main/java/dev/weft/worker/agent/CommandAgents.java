package dev.weft.worker.agent;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.weft.definitions.action.ActionContext;
import dev.weft.definitions.action.ActionException;
import dev.weft.definitions.agent.AgentKind;
import dev.weft.worker.action.Json;
import dev.weft.worker.sandbox.Command;
import dev.weft.worker.sandbox.CommandResult;
import dev.weft.worker.sandbox.Sandbox;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Kind {@code command}: a program in the sandbox, JSON in on stdin, JSON out on stdout. */
final class CommandAgents implements AgentCaller<AgentKind.Command> {
    private final Sandbox sandbox;

    CommandAgents(Sandbox sandbox) {
        this.sandbox = sandbox;
    }

    @Override
    public @Nullable Object call(AgentCall<AgentKind.Command> call) throws ActionException, InterruptedException {
        AgentKind.Command kind = call.kind();
        CommandResult result = sandbox.run(new Command(
                kind.argv(),
                environment(call),
                HttpAgents.json(call.parameters()),
                call.context().workspace(),
                kind.folder() == null ? List.of() : List.of(Path.of(kind.folder())),
                limits(kind.limits())));
        if (result.exit() != 0) {
            throw new ActionException("exit_" + result.exit(), complaint(call.agent(), result));
        }
        return output(call.agent(), result);
    }

    private static Map<String, String> environment(AgentCall<AgentKind.Command> call) throws ActionException {
        ActionContext context = call.context();
        Map<String, String> env = new LinkedHashMap<>();
        env.put("WEFT_RUN", context.run());
        env.put("WEFT_TASK", context.path());
        env.put("WEFT_ATTEMPT", Integer.toString(context.attempt()));
        env.put("WEFT_OPERATION", call.operation());
        env.put("WEFT_IDEMPOTENCY_KEY", context.idempotencyKey());
        if (call.kind().env() != null) {
            env.putAll(call.vault().resolve(call.kind().env()));
        }
        return env;
    }

    private static Command.Limits limits(AgentKind.@Nullable CommandLimits limits) {
        Command.Limits usual = Command.Limits.USUAL;
        return limits == null
                ? usual
                : new Command.Limits(
                        Objects.requireNonNullElse(limits.memory(), usual.memory()),
                        Math.min(Objects.requireNonNullElse(limits.output(), usual.output()), usual.output()),
                        Objects.requireNonNullElse(limits.fileSize(), usual.fileSize()),
                        Objects.requireNonNullElse(limits.cpu(), usual.cpu()));
    }

    private static String complaint(String agent, CommandResult result) {
        String said = result.complaint();
        String cause = switch (result.exit()) {
            case 126, 127 -> " (the program can't be found or run in the sandbox)";
            case 137 -> " (killed)";
            case 152 -> " (over its limit of processor time)";
            case 153 -> " (over its limit of file size)";
            default -> "";
        };
        return "Expected exit code 0 from agent " + agent + ", but found " + result.exit() + cause
                + (said.isEmpty() ? "." : ": " + said);
    }

    /** What was printed; nothing at all is {@code null}. */
    private static @Nullable Object output(String agent, CommandResult result) throws ActionException {
        String text = new String(result.stdout(), StandardCharsets.UTF_8);
        if (text.isBlank()) {
            return null;
        }
        try {
            return Json.read(text);
        } catch (JsonProcessingException e) {
            throw new ActionException(
                    "invalid_answer",
                    "Expected JSON on stdout of agent " + agent + ", but found something else: " + Json.explain(e)
                            + ". Print messages on stderr.");
        }
    }
}
