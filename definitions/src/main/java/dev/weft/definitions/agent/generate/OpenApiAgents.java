package dev.weft.definitions.agent.generate;

import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Agents of kind {@code http} from an OpenAPI document (3.0 or 3.1): one for each operation that takes JSON by POST, as that is how such
 * an agent is called. Whatever else there is, is named.
 */
public final class OpenApiAgents {
    private static final List<String> METHODS =
            List.of("get", "put", "post", "delete", "options", "head", "patch", "trace");

    private final Map<?, ?> document;
    private final String server;
    private final OpenApiSchemas schemas;
    private final Map<String, Map<String, @Nullable Object>> agents = new LinkedHashMap<>();
    private final List<String> leftOut = new ArrayList<>();

    private OpenApiAgents(Map<?, ?> document, String server) {
        this.document = document;
        this.server = server;
        this.schemas = new OpenApiSchemas(map(map(document.get("components")).get("schemas")));
    }

    /**
     * What came of a document.
     *
     * @param agents fields of their files, by name
     * @param leftOut operations that no agent can be made of, each with the reason
     */
    public record Made(Map<String, Map<String, @Nullable Object>> agents, List<String> leftOut) {}

    /**
     * Makes agents.
     *
     * @param document as read from JSON or YAML
     * @param base where the document comes from, for servers that are relative to it; or where to call; {@code null} for nowhere
     * @throws IllegalArgumentException where the document isn't OpenAPI 3, or names no server
     */
    public static Made of(Map<?, ?> document, @Nullable String base) {
        if (!(document.get("openapi") instanceof String version) || !version.startsWith("3.")) {
            throw new IllegalArgumentException("Expected an OpenAPI document of version 3, but found "
                    + document.get("openapi") + " as its «openapi»");
        }
        OpenApiAgents made = new OpenApiAgents(document, server(document, base));
        map(document.get("paths"))
                .forEach((path, item) -> METHODS.forEach(method -> {
                    if (map(item).get(method) instanceof Map<?, ?> operation) {
                        made.operation(method, String.valueOf(path), map(item), operation);
                    }
                }));
        return new Made(made.agents, made.leftOut);
    }

    private static String server(Map<?, ?> document, @Nullable String base) {
        String written = document.get("servers") instanceof List<?> servers && !servers.isEmpty()
                ? String.valueOf(map(servers.getFirst()).get("url"))
                : "/";
        String url = base == null ? written : URI.create(base).resolve(written).toString();
        if (!url.matches("https?://.*")) {
            throw new IllegalArgumentException("Expected an absolute address under «servers», but found \"" + written
                    + "\". Say --url where it is");
        }
        return url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
    }

    private void operation(String method, String path, Map<?, ?> item, Map<?, ?> operation) {
        String title = method.toUpperCase(Locale.ROOT) + " " + path;
        Map<?, ?> body = json(map(resolved(operation.get("requestBody"))).get("content"));
        String why = !method.equals("post")
                ? "an agent is called by POST"
                : path.contains("{")
                        ? "the address of an agent is the same for all calls"
                        : body.isEmpty()
                                ? "an agent is called with JSON"
                                : requiresMore(item, operation) ? "it requires more than a body" : null;
        if (why != null) {
            leftOut.add(title + ": " + why + "; the action api_call can do it");
            return;
        }
        String name = name(operation.get("operationId"), path);
        Map<String, @Nullable Object> agent = new LinkedHashMap<>();
        agent.put("name", name);
        String said = text(operation.get("summary"), text(operation.get("description"), title));
        agent.put("description", said.strip());
        agent.put("kind", "http");
        agent.put("url", server + path);
        Map<String, String> headers = headers(operation);
        if (!headers.isEmpty()) {
            agent.put("headers", headers);
        }
        if (operation.get("tags") instanceof List<?> tags && !tags.isEmpty()) {
            agent.put("capabilities", tags.stream().map(String::valueOf).toList());
        }
        agent.put("operations", Map.of(name, schemas.standingAlone(map(body.get("schema")))));
        Map<?, ?> answer = answer(operation);
        if (!answer.isEmpty()) {
            agent.put("output", schemas.standingAlone(answer));
        }
        agents.put(name, agent);
    }

    private String name(@Nullable Object operationId, String path) {
        String words =
                text(operationId, path).replaceAll("[^A-Za-z0-9_.-]+", "_").replaceAll("^_+|_+$", "");
        String name = words.isEmpty() ? "root" : words;
        int more = 2;
        String free = name;
        while (agents.containsKey(free)) {
            free = name + "_" + more++;
        }
        return free;
    }

    private boolean requiresMore(Map<?, ?> item, Map<?, ?> operation) {
        List<Object> all = new ArrayList<>();
        for (Object list : new @Nullable Object[] {item.get("parameters"), operation.get("parameters")}) {
            if (list instanceof List<?> some) {
                all.addAll(some);
            }
        }
        return all.stream()
                .anyMatch(one -> Boolean.TRUE.equals(map(resolved(one)).get("required")));
    }

    private Map<?, ?> answer(Map<?, ?> operation) {
        for (Map.Entry<?, ?> response : map(operation.get("responses")).entrySet()) {
            if (String.valueOf(response.getKey()).matches("2..|default")) {
                Map<?, ?> json = json(map(resolved(response.getValue())).get("content"));
                if (!json.isEmpty()) {
                    return map(json.get("schema"));
                }
            }
        }
        return Map.of();
    }

    /** What the first way to be let in asks for, from secrets. */
    private Map<String, String> headers(Map<?, ?> operation) {
        Object security = operation.containsKey("security") ? operation.get("security") : document.get("security");
        Map<String, String> headers = new LinkedHashMap<>();
        if (security instanceof List<?> ways && !ways.isEmpty()) {
            map(ways.getFirst()).keySet().forEach(key -> {
                String scheme = String.valueOf(key);
                Map<?, ?> how = map(resolved(map(map(document.get("components")).get("securitySchemes"))
                        .get(scheme)));
                String secret = "${{ secrets.%s }}"
                        .formatted(scheme.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9_]", "_"));
                String type = text(how.get("type"), "");
                if (type.equals("apiKey") && "header".equals(how.get("in"))) {
                    headers.put(text(how.get("name"), "X-API-Key"), secret);
                } else if (!type.isEmpty() && !type.equals("apiKey")) {
                    headers.put("Authorization", ("basic".equals(how.get("scheme")) ? "Basic " : "Bearer ") + secret);
                }
            });
        }
        return headers;
    }

    private static Map<?, ?> json(@Nullable Object content) {
        for (Map.Entry<?, ?> entry : map(content).entrySet()) {
            if (String.valueOf(entry.getKey()).matches("application/(.*\\+)?json.*|\\*/\\*")) {
                return map(entry.getValue());
            }
        }
        return Map.of();
    }

    /** What a reference within the document leads to. */
    private @Nullable Object resolved(@Nullable Object value) {
        if (!(map(value).get("$ref") instanceof String reference) || !reference.startsWith("#/")) {
            return value;
        }
        Object at = document;
        for (String segment : reference.substring(2).split("/", -1)) {
            at = map(at).get(segment.replace("~1", "/").replace("~0", "~"));
        }
        return at;
    }

    private static Map<?, ?> map(@Nullable Object value) {
        return value instanceof Map<?, ?> map ? map : Map.of();
    }

    private static String text(@Nullable Object value, String otherwise) {
        return value instanceof String text && !text.isBlank() ? text : otherwise;
    }
}
