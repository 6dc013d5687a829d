package dev.weft.api.openapi;

import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weft.api.auth.Needs;
import dev.weft.api.auth.Role;
import dev.weft.api.deprecation.DeprecatedRoute;
import dev.weft.api.error.ProblemDetail;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Makes {@code openapi.json} (OpenAPI 3.1) from the classes of routes. Made for one document. */
public final class OpenApi {
    private static final String JSON = "application/json";
    private static final Map<Integer, String> PROBLEMS = new TreeMap<>(Map.ofEntries(
            Map.entry(400, "The request can't be read."),
            Map.entry(401, "No token, or one that is unknown, expired or revoked."),
            Map.entry(403, "The roles don't allow it."),
            Map.entry(404, "There is none."),
            Map.entry(405, "Not with this method."),
            Map.entry(406, "Not as this media type."),
            Map.entry(408, "No more of the body came."),
            Map.entry(409, "It doesn't fit the present state."),
            Map.entry(412, "Another revision is current."),
            Map.entry(413, "The body is too large."),
            Map.entry(415, "Not in this media type."),
            Map.entry(422, "Understood, but it can't be done."),
            Map.entry(429, "Too many requests, or tokens that were wrong."),
            Map.entry(500, "The platform made a mistake."),
            Map.entry(502, "A large value can't be had."),
            Map.entry(503, "Temporal, the database or a worker doesn't answer. Try again.")));

    private final Schemas schemas;
    private final ObjectMapper mapper;
    private final JsonNode examples;

    private OpenApi(ObjectMapper mapper) {
        this.mapper = mapper;
        this.schemas = new Schemas(mapper);
        this.examples = examples(mapper);
    }

    /**
     * The document.
     *
     * @param mapper that reads and writes bodies
     * @param resources classes with a {@code @Path}
     * @param version of the platform
     */
    public static ObjectNode of(ObjectMapper mapper, List<? extends Class<?>> resources, String version) {
        return new OpenApi(mapper).document(resources, version);
    }

    private ObjectNode document(List<? extends Class<?>> resources, String version) {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        document.put("openapi", "3.1.0");
        document.putObject("info")
                .put("title", "Weft")
                .put("version", version)
                .put("description", "Durable workflows in YAML, on Temporal. Words and rules: docs/api.md.");
        document.putArray("servers").addObject().put("url", "/api");
        document.putArray("security").addObject().putArray("token");
        Map<String, ObjectNode> paths = new TreeMap<>();
        for (Class<?> resource : resources) {
            Arrays.stream(resource.getDeclaredMethods())
                    .filter(method -> verb(method) != null)
                    .sorted(Comparator.comparing(Method::getName))
                    .forEach(method -> route(paths, resource, method));
        }
        ObjectNode all = document.putObject("paths");
        paths.forEach(all::set);
        ObjectNode components = document.putObject("components");
        JavaType problem = mapper.constructType(ProblemDetail.class);
        schemas.of(problem, false);
        components.set("schemas", schemas.named());
        components
                .putObject("securitySchemes")
                .putObject("token")
                .put("type", "http")
                .put("scheme", "bearer");
        return document;
    }

    private void route(Map<String, ObjectNode> paths, Class<?> resource, Method method) {
        Path below = method.getAnnotation(Path.class);
        String path = resource.getAnnotation(Path.class).value() + (below == null ? "" : below.value());
        // Of all posts to one definition there is but this.
        String shown = path.equals("/workflows/{id}") && "post".equals(verb(method)) ? "/workflows/validate" : path;
        ObjectNode item = paths.computeIfAbsent(shown, none -> JsonNodeFactory.instance.objectNode());
        String verb = Objects.requireNonNull(verb(method));
        JsonNode before = item.get(verb);
        if (before != null) {
            // The same route in another media type.
            content((ObjectNode) before.path("responses").path("200"), resource, method);
            return;
        }
        item.set(verb, operation(resource, method, shown));
    }

    private ObjectNode operation(Class<?> resource, Method method, String path) {
        ObjectNode operation = JsonNodeFactory.instance.objectNode();
        Answers answers = answers(method);
        Needs needs = method.getAnnotation(Needs.class);
        operation.put("operationId", resource.getSimpleName().replace("Resource", "") + "_" + method.getName());
        operation.put("summary", answers.value());
        operation.put(
                "description",
                "Needs one of the roles "
                        + needs.value().roles().stream().map(Role::word).collect(Collectors.joining(", ")) + ".");
        if (method.isAnnotationPresent(DeprecatedRoute.class)) {
            operation.put("deprecated", true);
        }
        operation.putArray("tags").add(path.split("/")[1]);
        var parameters = Parameters.of(method, path);
        if (!parameters.isEmpty()) {
            operation.set("parameters", parameters);
        }
        body(operation, method, path);
        ObjectNode responses = operation.putObject("responses");
        content(responses.putObject(Integer.toString(answers.status())).put("description", "Done."), resource, method);
        if (answers.also() == 304) {
            responses.putObject("304").put("description", "It is what the caller has.");
        } else if (answers.also() != 0) {
            content(
                    responses.putObject(Integer.toString(answers.also())).put("description", "Done."),
                    resource,
                    method);
        }
        for (int problem : problems(method, path, operation.has("requestBody"))) {
            responses
                    .putObject(Integer.toString(problem))
                    .put("description", PROBLEMS.get(problem))
                    .putObject("content")
                    .putObject(ProblemDetail.MEDIA_TYPE)
                    .putObject("schema")
                    .put("$ref", "#/components/schemas/ProblemDetail");
        }
        return operation;
    }

    private static Answers answers(Method method) {
        return Objects.requireNonNull(method.getAnnotation(Answers.class), () -> "Expected @Answers on " + method);
    }

    private static List<Integer> problems(Method method, String path, boolean body) {
        boolean writes = !"get".equals(verb(method));
        List<Integer> all = new ArrayList<>(List.of(400, 401, 403, 405, 406, 429, 503));
        if (path.contains("{") || path.startsWith("/session")) {
            all.add(404);
        }
        if (path.startsWith("/runs/") || writes) {
            all.addAll(List.of(409, 422));
        }
        if (path.startsWith("/runs/")) {
            all.add(502);
        }
        if (writes) {
            all.addAll(List.of(412, 413));
        }
        if (body) {
            all.addAll(List.of(408, 415));
        }
        all.sort(null);
        return all;
    }

    private void body(ObjectNode operation, Method method, String path) {
        for (Parameter parameter : method.getParameters()) {
            if (parameter.getAnnotations().length > 0 && !isOnlyNullable(parameter)) {
                continue;
            }
            boolean document = parameter.getType() == byte[].class || parameter.getType() == String.class;
            ObjectNode body = operation.putObject("requestBody");
            body.put("required", document || !isOptional(parameter));
            ObjectNode content = body.putObject("content");
            for (String type : types(method.getAnnotation(Consumes.class), JSON)) {
                ObjectNode media = content.putObject(type.equals("*/*") ? "application/cloudevents+json" : type);
                media.set(
                        "schema",
                        document
                                ? JsonNodeFactory.instance.objectNode().put("type", "object")
                                : schemas.of(mapper.constructType(parameter.getParameterizedType()), true));
                JsonNode example = examples.path(verb(method) + " " + path);
                if (!example.isMissingNode()) {
                    media.set("example", example);
                }
            }
        }
    }

    /** Bodies that may be left out are those of which all that is in them may. */
    private static boolean isOptional(Parameter parameter) {
        return parameter.getAnnotatedType().isAnnotationPresent(Nullable.class)
                && Schemas.demanded(parameter.getType()).isEmpty();
    }

    private static boolean isOnlyNullable(Parameter parameter) {
        return Arrays.stream(parameter.getAnnotations()).allMatch(one -> one.annotationType() == Nullable.class);
    }

    private void content(ObjectNode response, Class<?> resource, Method method) {
        Answers answers = answers(method);
        boolean isResponse = method.getReturnType() == Response.class;
        if (isResponse && answers.type() == Void.class) {
            return;
        }
        Produces produces = method.getAnnotation(Produces.class);
        ObjectNode content =
                response.has("content") ? (ObjectNode) response.get("content") : response.putObject("content");
        for (String type : types(produces == null ? resource.getAnnotation(Produces.class) : produces, JSON)) {
            JavaType of = mapper.constructType(isResponse ? answers.type() : method.getGenericReturnType());
            content.putObject(type)
                    .set(
                            "schema",
                            type.contains("json") && of.getRawClass() == String.class && !type.contains("ndjson")
                                    ? JsonNodeFactory.instance.objectNode()
                                    : schemas.of(of, false));
        }
    }

    private static List<String> types(@Nullable Annotation annotation, String otherwise) {
        if (annotation instanceof Consumes consumes) {
            return List.of(consumes.value());
        }
        return annotation instanceof Produces produces ? List.of(produces.value()) : List.of(otherwise);
    }

    private static @Nullable String verb(Method method) {
        for (Annotation annotation : method.getAnnotations()) {
            HttpMethod verb = annotation.annotationType().getAnnotation(HttpMethod.class);
            if (verb != null) {
                return verb.value().toLowerCase(Locale.ROOT);
            }
        }
        return null;
    }

    private static JsonNode examples(ObjectMapper mapper) {
        try (InputStream stream = OpenApi.class.getResourceAsStream("examples.json")) {
            return mapper.readTree(Objects.requireNonNull(stream));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
