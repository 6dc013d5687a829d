package dev.weft.definitions.agent;

import dev.weft.definitions.action.shape.ParameterBinder;
import dev.weft.definitions.agent.AgentFields.CommandFields;
import dev.weft.definitions.agent.AgentFields.JavaFields;
import dev.weft.definitions.agent.AgentFields.LimitFields;
import dev.weft.definitions.agent.AgentFields.TemporalFields;
import dev.weft.definitions.problem.ProblemCode;
import dev.weft.definitions.size.SizeText;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads what belongs to the kind of an agent. */
final class KindReader {
    private static final Pattern HOLE = Pattern.compile("\\$\\{\\{(.*?)}}");
    private static final String SECRET = "\\s*secrets\\.[A-Za-z_][A-Za-z0-9_]*\\s*";
    /** The platform's. */
    private static final String OWN_QUEUE = "weft";

    private final AgentReport report;
    private final @Nullable Path folder;

    KindReader(AgentReport report, @Nullable Path folder) {
        this.report = report;
        this.folder = folder;
    }

    /** The kind, or {@code null} where it can't be read. */
    @Nullable AgentKind read(AgentFields agent) {
        Map<String, @Nullable Object> fields = agent.rest();
        return switch (agent.kind()) {
            case "java" -> java(ParameterBinder.bind(JavaFields.class, fields, report::violation), agent.name());
            case "http" -> http(ParameterBinder.bind(AgentKind.Http.class, fields, report::violation));
            case "command" -> command(ParameterBinder.bind(CommandFields.class, fields, report::violation));
            case "chat" -> chat(ParameterBinder.bind(AgentKind.Chat.class, fields, report::violation));
            case "temporal" -> temporal(ParameterBinder.bind(TemporalFields.class, fields, report::violation));
            default -> {
                report.error(
                        ProblemCode.VALUE,
                        "/kind",
                        "Expected java, http, command, temporal or chat, but found \"" + agent.kind() + '"',
                        "");
                yield null;
            }
        };
    }

    private @Nullable AgentKind java(@Nullable JavaFields fields, String name) {
        plain("/handler", fields == null ? null : fields.handler());
        return fields == null ? null : new AgentKind.Java(fields.handler() == null ? name : fields.handler());
    }

    private @Nullable AgentKind temporal(@Nullable TemporalFields fields) {
        if (fields == null) {
            return null;
        }
        plain("/task_queue", fields.taskQueue());
        plain("/activity", fields.activity());
        if (fields.taskQueue().isBlank() || fields.taskQueue().equals(OWN_QUEUE)) {
            report.error(
                    ProblemCode.VALUE,
                    "/task_queue",
                    "Expected a task queue of the agent's own, but found \"" + fields.taskQueue() + '"',
                    "Workers of " + OWN_QUEUE + " would take its calls: poll another one.");
        }
        Duration heartbeat = fields.heartbeat();
        if (heartbeat != null && heartbeat.toMillis() < 1) {
            report.error(ProblemCode.VALUE, "/heartbeat", "Expected a time longer than nothing, but found 0s", "");
        }
        return new AgentKind.Temporal(
                fields.taskQueue(), fields.activity(), heartbeat == null ? null : heartbeat.toMillis());
    }

    private @Nullable AgentKind http(AgentKind.@Nullable Http kind) {
        if (kind != null) {
            url(kind.url());
            texts("/headers", kind.headers());
            if (kind.expect() != null) {
                for (int i = 0; i < kind.expect().size(); i++) {
                    status(i, kind.expect().get(i));
                }
            }
        }
        return kind;
    }

    private @Nullable AgentKind chat(AgentKind.@Nullable Chat kind) {
        if (kind != null) {
            url(kind.url());
            plain("/model", kind.model());
            plain("/prompt", kind.prompt());
            plain("/system", kind.system());
            plain("/options", kind.options());
            if (kind.secret() != null && !kind.secret().matches("[A-Za-z_][A-Za-z0-9_]*")) {
                report.error(
                        ProblemCode.VALUE,
                        "/secret",
                        "Expected the name of a secret, such as OPENAI_KEY, but found another text",
                        "Write the name alone: the value belongs where secrets are kept.");
            }
        }
        return kind;
    }

    private @Nullable AgentKind command(@Nullable CommandFields fields) {
        if (fields == null) {
            return null;
        }
        if (fields.argv().isEmpty()) {
            report.error(
                    ProblemCode.VALUE, "/argv", "Expected a program and its arguments, but found an empty list", "");
        }
        texts("/env", fields.env());
        plain("/argv", fields.argv());
        List<String> argv = new ArrayList<>();
        for (int i = 0; i < fields.argv().size(); i++) {
            argv.add(argument(i, fields.argv().get(i)));
        }
        return new AgentKind.Command(
                argv, fields.env(), folder == null ? null : folder.toString(), limits(fields.limits()));
    }

    /** What starts with {@code ./} lies beside the agent's file, wherever the program runs. */
    private String argument(int index, String written) {
        if (!written.startsWith("./")) {
            return written;
        }
        Path base = folder;
        if (base == null) {
            report.error(
                    ProblemCode.VALUE,
                    "/argv/" + index,
                    "Expected no file beside the agent's own, as this agent comes from no folder, but found \""
                            + written + '"',
                    "Put the agent's file and the program into the agents folder.");
            return written;
        }
        Path file = base.resolve(written).normalize();
        if (!file.startsWith(base)) {
            report.error(
                    ProblemCode.VALUE,
                    "/argv/" + index,
                    "Expected a file beside the agent's own or below, but found \"" + written + '"',
                    "");
        }
        return file.toString();
    }

    private AgentKind.@Nullable CommandLimits limits(@Nullable LimitFields fields) {
        return fields == null
                ? null
                : new AgentKind.CommandLimits(
                        size("memory", fields.memory()),
                        size("output", fields.output()),
                        size("file_size", fields.fileSize()),
                        fields.cpu() == null ? null : Math.max(1, fields.cpu().toSeconds()),
                        processes(fields.processes()));
    }

    private @Nullable Long processes(@Nullable Long written) {
        if (written != null && written < 1) {
            report.error(
                    ProblemCode.VALUE, "/limits/processes", "Expected a whole number from 1, but found " + written, "");
        }
        return written;
    }

    private @Nullable Long size(String name, @Nullable Object written) {
        if (written == null) {
            return null;
        }
        OptionalLong bytes = SizeText.parse(written);
        if (bytes.isEmpty()) {
            report.error(
                    ProblemCode.VALUE,
                    "/limits/" + name,
                    "Expected a size such as 64KiB or 512MiB, but found \"" + written + '"',
                    "");
        }
        return bytes.isEmpty() ? null : bytes.getAsLong();
    }

    private void url(String url) {
        text("/url", url);
        if (!HOLE.matcher(url).replaceAll("x").matches("(?is)https?://[^/?#\\s]+(?:[/?#].*)?")
                && !url.startsWith("${{")) {
            report.error(
                    ProblemCode.VALUE,
                    "/url",
                    "Expected an absolute http or https address, but found \"" + url + '"',
                    "");
        }
    }

    private void status(int index, @Nullable Object status) {
        if (!String.valueOf(status).matches("(?i)[1-5](\\d\\d|xx)")) {
            report.error(
                    ProblemCode.VALUE,
                    "/expect/" + index,
                    "Expected a status such as 200 or 2xx, but found \"" + status + '"',
                    "");
        }
    }

    private void texts(String pointer, @Nullable Map<String, String> texts) {
        if (texts != null) {
            texts.forEach((name, text) -> text(below(pointer, name), text));
        }
    }

    /** Texts that nothing is put into: braces in them may be meant, but hardly ever are. */
    private void plain(String pointer, @Nullable Object value) {
        switch (value) {
            case String text -> {
                Matcher hole = HOLE.matcher(text);
                if (hole.find()) {
                    report.warning(
                            ProblemCode.NO_EXPRESSION_HERE,
                            pointer,
                            "Expected text that is taken as it is, but found \"" + hole.group() + '"',
                            pointer.equals("/prompt") || pointer.equals("/system")
                                    ? "{{name}} stands for a parameter of the task; nothing else is put in."
                                    : "Nothing is put in here: hand it over as a parameter of the task.");
                }
            }
            case List<?> list -> {
                for (int i = 0; i < list.size(); i++) {
                    plain(pointer + "/" + i, list.get(i));
                }
            }
            case Map<?, ?> map -> map.forEach((name, item) -> plain(below(pointer, String.valueOf(name)), item));
            case null -> {}
            default -> {}
        }
    }

    private static String below(String pointer, String name) {
        return pointer + "/" + name.replace("~", "~0").replace("/", "~1");
    }

    private void text(String pointer, String text) {
        Matcher holes = HOLE.matcher(text);
        while (holes.find()) {
            if (!holes.group(1).matches(SECRET)) {
                report.error(
                        ProblemCode.NO_EXPRESSION_HERE,
                        pointer,
                        "Expected ${{ secrets.NAME }}, but found \"" + holes.group() + '"',
                        "An agent's settings are the same for all runs; only secrets can be put in.");
            }
        }
    }
}
