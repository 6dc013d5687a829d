package dev.weft.definitions.agent;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How an agent is called. Header values and the like may refer to secrets as <code>${{ secrets.NAME }}</code>. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = AgentKind.Java.class, name = "java"),
    @JsonSubTypes.Type(value = AgentKind.Http.class, name = "http"),
    @JsonSubTypes.Type(value = AgentKind.Command.class, name = "command"),
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
     */
    record Http(String url, @Nullable Map<String, String> headers) implements AgentKind {}

    /**
     * A program in the sandbox: JSON in on stdin, JSON out on stdout.
     *
     * @param argv program and arguments, no shell
     * @param env names of secrets or settings handed over as environment variables
     */
    record Command(List<String> argv, @Nullable Map<String, String> env) implements AgentKind {}

    /**
     * An OpenAI-compatible endpoint.
     *
     * @param url base address, such as {@code http://localhost:11434/v1}
     * @param model name of the model
     * @param system prompt of the system role; {@code null} for none
     * @param prompt template of the user's prompt; <code>{{name}}</code> is a parameter
     * @param secret name of the secret that holds the key; {@code null} for none
     */
    record Chat(
            String url,
            String model,
            @Nullable String system,
            String prompt,
            @Nullable String secret) implements AgentKind {}
}
