package dev.weft.worker.agent;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.weft.definitions.action.ActionException;
import dev.weft.definitions.agent.AgentKind;
import dev.weft.worker.action.Json;
import dev.weft.worker.egress.HttpAnswer;
import dev.weft.worker.egress.HttpGateway;
import dev.weft.worker.egress.HttpRequest;
import dev.weft.worker.egress.LoggedHttp;
import dev.weft.worker.egress.StatusSet;
import dev.weft.worker.secret.SecretVault;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/** Kind {@code chat}: one completion of an OpenAI-compatible endpoint. */
final class ChatAgents implements AgentCaller<AgentKind.Chat> {
    private static final Pattern FENCE = Pattern.compile("(?s)\\A\\s*```[a-zA-Z]*\\s*\\n(.*?)\\n?\\s*```\\s*\\z");
    private final HttpGateway http;

    ChatAgents(HttpGateway http) {
        this.http = http;
    }

    @Override
    public @Nullable Object call(AgentCall<AgentKind.Chat> call) throws ActionException, InterruptedException {
        AgentKind.Chat kind = call.kind();
        Map<String, String> headers = headers(kind, call.vault());
        headers.put("Idempotency-Key", call.context().idempotencyKey());
        HttpAnswer answer = LoggedHttp.send(
                http,
                new HttpRequest(
                        "POST",
                        address(kind, call.vault(), "chat/completions"),
                        headers,
                        HttpAgents.json(body(kind, call.parameters())),
                        "application/json"),
                call.context());
        answer.check(StatusSet.SUCCESS);
        String text = text(HttpAgents.value(answer, call.agent()), call.agent());
        return kind.answer() == AgentKind.ChatAnswer.JSON ? json(text, call.agent()) : output(text, kind.model());
    }

    /** Whether the endpoint lists its models: it is there, and takes the secret. */
    @Override
    public void check(AgentCheck<AgentKind.Chat> check) throws ActionException, InterruptedException {
        AgentKind.Chat kind = check.kind();
        http.send(HttpAgents.get(address(kind, check.vault(), "models"), headers(kind, check.vault())))
                .check(StatusSet.SUCCESS);
    }

    private static HttpUrl address(AgentKind.Chat kind, SecretVault vault, String path) throws ActionException {
        return HttpGateway.url(vault.resolve(kind.url()))
                .newBuilder()
                .addPathSegments(path)
                .build();
    }

    private static Map<String, String> headers(AgentKind.Chat kind, SecretVault vault) throws ActionException {
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        headers.put("Accept", "application/json");
        if (kind.secret() != null) {
            headers.put("Authorization", "Bearer " + vault.value(kind.secret()));
        }
        return headers;
    }

    private static Map<String, @Nullable Object> output(String text, String model) {
        Map<String, @Nullable Object> output = new LinkedHashMap<>();
        output.put("text", text);
        output.put("model", model);
        return output;
    }

    private static Map<String, @Nullable Object> body(AgentKind.Chat kind, Map<String, @Nullable Object> parameters)
            throws ActionException {
        List<Map<String, String>> messages = new ArrayList<>();
        if (kind.system() != null) {
            messages.add(Map.of("role", "system", "content", PromptTemplate.fill(kind.system(), parameters)));
        }
        messages.add(Map.of("role", "user", "content", PromptTemplate.fill(kind.prompt(), parameters)));
        Map<String, @Nullable Object> body = new LinkedHashMap<>();
        if (kind.options() != null) {
            body.putAll(kind.options());
        }
        body.put("model", kind.model());
        body.put("messages", messages);
        body.put("stream", false);
        return body;
    }

    private static String text(@Nullable Object answer, String agent) throws ActionException {
        if (answer instanceof Map<?, ?> map
                && map.get("choices") instanceof List<?> choices
                && !choices.isEmpty()
                && choices.getFirst() instanceof Map<?, ?> choice
                && choice.get("message") instanceof Map<?, ?> message
                && message.get("content") instanceof String content) {
            if ("length".equals(choice.get("finish_reason"))) {
                throw new ActionException(
                        "answer_cut",
                        "Expected a whole answer from agent " + agent + ", but the model stopped at its length limit."
                                + " Raise max_tokens under options, or ask for less.");
            }
            return content;
        }
        throw new ActionException(
                "invalid_answer",
                "Expected choices[0].message.content from agent " + agent + ", but found another answer.");
    }

    private static @Nullable Object json(String text, String agent) throws ActionException {
        try {
            return Json.read(FENCE.matcher(text).replaceFirst("$1"));
        } catch (JsonProcessingException e) {
            throw new ActionException(
                    "invalid_answer",
                    "Expected JSON from the model of agent " + agent + ", but found something else: " + Json.explain(e)
                            + ".");
        }
    }
}
