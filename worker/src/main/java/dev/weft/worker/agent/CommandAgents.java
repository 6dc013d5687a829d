package dev.weft.worker.agent;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.weft.definitions.action.ActionException;
import dev.weft.definitions.action.LogLevel;
import dev.weft.definitions.agent.AgentKind;
import dev.weft.definitions.agent.HealthCheck;
import dev.weft.worker.action.Json;
import dev.weft.worker.sandbox.AttemptVariables;
import dev.weft.worker.sandbox.Command;
import dev.weft.worker.sandbox.CommandResult;
import dev.weft.worker.sandbox.Sandbox;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
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
        CommandResult result = sandbox.run(
                new Command(
                        kind.argv(),
                        environment(call),
                        HttpAgents.json(call.parameters()),
                        call.context().workspace(),
                        readable(kind),
                        limits(kind.limits())),
                errors -> call.context().log(LogLevel.INFO, "stderr", errors));
        if (result.exit() != 0) {
            throw new ActionException("exit_" + result.exit(), complaint(call.agent(), result));
        }
        return output(call.agent(), result);
    }

    @Override
    public void check(AgentCheck<AgentKind.Command> check) throws ActionException, InterruptedException {
        AgentKind.Command kind = check.kind();
        List<String> argv = new ArrayList<>(kind.argv());
        argv.add(Objects.requireNonNullElse(check.health().argument(), HealthCheck.ARGUMENT));
        CommandResult result = sandbox.run(new Command(
                argv,
                kind.env() == null ? Map.of() : check.vault().resolve(kind.env()),
                new byte[0],
                check.workspace(),
                readable(kind),
                limits(kind.limits())));
        if (result.exit() != 0) {
            throw new ActionException("exit_" + result.exit(), complaint(check.agent(), result));
        }
    }

    private static List<Path> readable(AgentKind.Command kind) {
        return kind.folder() == null ? List.of() : List.of(Path.of(kind.folder()));
    }

    private static Map<String, String> environment(AgentCall<AgentKind.Command> call) throws ActionException {
        Map<String, String> env = AttemptVariables.of(call.context());
        env.put("WEFT_OPERATION", call.operation());
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
                        Objects.requireNonNullElse(limits.cpu(), usual.cpu()),
                        Objects.requireNonNullElse(limits.processes(), usual.processes()));
    }

    private static String complaint(String agent, CommandResult result) {
        String said = result.complaint();
        return "Expected exit code 0 from agent " + agent + ", but found " + result.exit() + result.meaning()
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
