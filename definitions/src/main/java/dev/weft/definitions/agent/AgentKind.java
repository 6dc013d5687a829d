package dev.weft.definitions.agent;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.weft.definitions.action.Doc;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How an agent is called. Header values and the like may refer to secrets as <code>${{ secrets.NAME }}</code>. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = AgentKind.Java.class, name = "java"),
    @JsonSubTypes.Type(value = AgentKind.Http.class, name = "http"),
    @JsonSubTypes.Type(value = AgentKind.Command.class, name = "command"),
    @JsonSubTypes.Type(value = AgentKind.Temporal.class, name = "temporal"),
    @JsonSubTypes.Type(value = AgentKind.Chat.class, name = "chat")
})
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public sealed interface AgentKind {
    /**
     * A class found by {@link java.util.ServiceLoader}.
     *
     * @param handler name of an {@link AgentHandler}
     */
    record Java(String handler) implements AgentKind {}

    /**
     * A web service: the parameters are POSTed as JSON, the JSON answer is the output.
     *
     * @param headers sent along; values may refer to secrets
     * @param expect statuses that count as success, such as {@code 200} or {@code 2xx}; {@code null} for 2xx
     */
    record Http(
            @Doc(value = "Where the parameters are POSTed.", example = "https://agents.example.com/outline")
            String url,

            @Doc(
                    value = "Sent along; values may refer to secrets.",
                    example = "{Authorization: \"Bearer ${{ secrets.OUTLINER }}\"}")
            @Nullable Map<String, String> headers,

            @Doc(value = "Statuses that count as success; default `[2xx]`.", example = "[200, 404]") @Nullable List<Object> expect)
            implements AgentKind {}

    /**
     * A program in the sandbox: JSON in on stdin, JSON out on stdout.
     *
     * @param argv program and arguments, no shell
     * @param env environment variables by name; values may refer to secrets
     * @param folder absolute path of the folder that the agent's file lies in, readable in the sandbox; {@code null}
     *     for none
     * @param limits {@code null} for the usual ones
     */
    record Command(
            List<String> argv,
            @Nullable Map<String, String> env,
            @Nullable String folder,
            @Nullable CommandLimits limits)
            implements AgentKind {}

    /**
     * What a program may use at most.
     *
     * @param memory bytes of data of one process, and held by all at once; {@code null} for 2 GiB
     * @param output bytes on stdout; {@code null} for 1.5 MiB
     * @param fileSize bytes of one file that it writes; {@code null} for 1 GiB
     * @param cpu seconds of processor time; {@code null} for no bound but the task's timeout
     * @param processes at once; {@code null} for 256
     */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    record CommandLimits(
            @Nullable Long memory,
            @Nullable Long output,
            @Nullable Long fileSize,
            @Nullable Long cpu,
            @Nullable Long processes) {
        /** The usual ones. */
        public static final CommandLimits USUAL = new CommandLimits(null, null, null, null, null);
    }

    /**
     * An activity on a task queue of its own, served by a worker in any language.
     *
     * @param taskQueue its name
     * @param activity its type; {@code null} for {@code agent:<name>}
     * @param heartbeat in milliseconds: after so long without a sign of life an attempt is lost; {@code null} where its worker gives
     *     none
     */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    record Temporal(
            String taskQueue,
            @Nullable String activity,
            @Nullable Long heartbeat) implements AgentKind {}

    /**
     * An OpenAI-compatible endpoint.
     *
     * @param url base address, such as {@code http://localhost:11434/v1}
     * @param model name of the model
     * @param system prompt of the system role; {@code null} for none
     * @param prompt template of the user's prompt; <code>{{name}}</code> is a parameter
     * @param secret name of the secret that holds the key; {@code null} for none
     * @param answer what the output is made from; {@code null} for {@link ChatAnswer#TEXT}
     * @param options more fields of the request, such as {@code temperature}; {@code null} for none
     */
    record Chat(
            @Doc(value = "Base address of the endpoint.", example = "http://localhost:11434/v1")
            String url,

            @Doc(value = "Name of the model.", example = "llama3.2")
            String model,

            @Doc("Prompt of the system role.") @Nullable String system,

            @Doc(
                    value = "Template of the user's prompt: `{{name}}` is a parameter.",
                    example = "\"Write an outline of: {{text}}\"")
            String prompt,

            @Doc(value = "Name of the secret that holds the key.", example = "OPENAI_KEY") @Nullable String secret,

            @Doc(
                    "`text` (default): the output is `{text, model}`; `json`: the answer is read as JSON and is the output.")
            @Nullable ChatAnswer answer,

            @Doc(value = "More fields of the request.", example = "{temperature: 0.2}") @Nullable Map<String, @Nullable Object> options)
            implements AgentKind {}

    /** What the output of a chat is made from. */
    enum ChatAnswer {
        /** The output is a map with the {@code text}. */
        TEXT,
        /** The text is JSON, and that is the output. */
        JSON
    }
}
