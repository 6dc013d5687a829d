package dev.weft.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

/**
 * Everything that the API can do the command line can: each route is asked for by one of these commands, or it is said why none
 * does. The commands speak to a server that answers what they need to go on.
 */
@ResourceLock(Resources.SYSTEM_OUT)
class EverythingOfTheApiTest {
    private static final String RUN = "hello-01J8XQ5Z6Y7A8B9C0D1E2F3G4H";

    /** Commands, with DIR for a folder that has a definition, an agent in a folder below, and an export of the trail. */
    private static final List<String> COMMANDS = List.of(
            "list",
            "show hello",
            "revisions hello",
            "revisions hello 1",
            "restore hello 1",
            "delete hello",
            "diff hello --from 1",
            "apply DIR",
            "sets",
            "start hello",
            "status hello",
            "status RUN",
            "runs",
            "tasks RUN",
            "tasks RUN a",
            "inputs RUN",
            "outputs RUN",
            "logs RUN",
            "timeline RUN",
            "debug RUN",
            "checkpoints RUN",
            "stop RUN",
            "resume RUN",
            "cancel RUN",
            "terminate RUN",
            "cancel --workflow hello --dry-run",
            "rollback RUN",
            "restart RUN",
            "retry RUN a",
            "skip RUN a",
            "complete RUN a --value 1",
            "fail RUN a",
            "approvals",
            "approve RUN a",
            "delegate RUN a --to ann",
            "agents list",
            "agents show a",
            "agents apply DIR/agents",
            "agents delete a",
            "actions",
            "events tail --count 1",
            "events send order.paid",
            "cache clear",
            "blobs prune",
            "tokens list",
            "tokens create --user a --role viewer",
            "tokens revoke 1",
            "audit list",
            "audit verify",
            "whoami",
            "health",
            "health hello",
            "alerts",
            "doctor",
            "doctor --repair",
            "analytics",
            "triggers list",
            "triggers show hello.t",
            "triggers pause hello.t",
            "triggers resume hello.t",
            "triggers backfill hello.t --from 2026-03-01T00:00:00Z --to 2026-03-02T00:00:00Z",
            "triggers retry hello.t",
            "subscriptions list",
            "subscriptions show s",
            "subscriptions create https://example.com/events --secret S",
            "subscriptions create https://example.com/events --secret S --id s",
            "subscriptions pause s",
            "subscriptions resume s",
            "subscriptions replay s",
            "subscriptions delete s",
            "create batch --param worker_agent=a");

    /** Routes that no command asks for, and why. */
    private static final Map<String, String> WITHOUT = new TreeMap<>(Map.ofEntries(
            Map.entry("POST /codec/decode", "the protocol of Temporal's tools"),
            Map.entry("POST /codec/encode", "the protocol of Temporal's tools"),
            Map.entry("POST /codec/permit", "a cookie, for browsers"),
            Map.entry("POST /session", "a cookie, for browsers"),
            Map.entry("POST /hooks/{id}.{trigger}", "for other systems, which sign what they send"),
            Map.entry("GET /session", "a cookie, for browsers"),
            Map.entry("DELETE /session", "a cookie, for browsers"),
            Map.entry("GET /openapi.json", "for programs"),
            Map.entry("GET /schema", "weft schema has it without a server"),
            Map.entry("POST /workflows/{id}", "weft validate does it without a server"),
            Map.entry("GET /workflows/{id}/graph", "weft graph does it without a server"),
            Map.entry("GET /templates", "weft templates does it without a server"),
            Map.entry("GET /templates/{id}", "weft templates does it without a server"),
            Map.entry("POST /templates/{id}/create", "weft create makes the definition here, and saves that"),
            Map.entry("PUT /workflows", "weft apply saves all by POST /sets"),
            Map.entry("PUT /workflows/{id}", "weft apply saves all by POST /sets"),
            Map.entry("PUT /subscriptions/{subscription}", "weft subscriptions delete and create do it"),
            Map.entry("GET /runs/{run}/events", "weft events tail --run follows them by GET /events")));

    @TempDir
    private java.nio.file.Path folder = java.nio.file.Path.of("");

    @Test
    void shouldHaveACommandForEachRoute() throws IOException {
        // given
        Set<String> routes = routes();
        Set<String> asked = new ConcurrentSkipListSet<>();
        Files.writeString(
                folder.resolve("hello.yaml"),
                "version: \"3.0.0\"\nid: hello\ntasks: {a: {action: transform, parameters: {value: 1}}}\n");
        Files.createDirectories(folder.resolve("agents"));
        Files.writeString(folder.resolve("agents/a.yaml"), "name: a\nkind: command\nargv: [cat]\n");
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/api", exchange -> {
            String path = exchange.getRequestURI().getPath().replaceFirst("^/api", "");
            asked.add(route(routes, exchange.getRequestMethod(), path));
            boolean streams =
                    path.equals("/events") && exchange.getRequestMethod().equals("GET");
            byte[] body = (streams ? "id: 1\nevent: x\ndata: {\"time\":\"2026-01-01T00:00:00Z\"}\n\n" : ANSWER)
                    .getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", streams ? "text/event-stream" : "application/json");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();

        // when
        Map<String, Integer> exits = new LinkedHashMap<>();
        PrintStream out = System.out;
        try (PrintStream nowhere = new PrintStream(PrintStream.nullOutputStream(), true, StandardCharsets.UTF_8)) {
            System.setOut(nowhere);
            for (String command : COMMANDS) {
                String address = "http://127.0.0.1:" + server.getAddress().getPort();
                String line = command.replace("DIR", folder.toString()).replace("RUN", RUN) + " --server " + address
                        + " --token t";
                exits.put(command, Weft.run(line.split(" ", -1)));
            }
        } finally {
            System.setOut(out);
            server.stop(0);
        }

        // then
        assertThat(exits.values()).as(exits.toString()).doesNotContain(Exit.WRONG_USE, Exit.UNREACHABLE);
        Set<String> missing = new TreeSet<>(routes);
        missing.removeAll(asked);
        assertThat(missing).containsExactlyInAnyOrderElementsOf(WITHOUT.keySet());
    }

    private static final String ANSWER = """
            {"items": [], "next": null, "run": "%s", "workflow": "hello", "revision": 1, "status": "WAITING", "progress": 0,
             "waiting_on": [], "tasks": {}, "definition": {"inputs": {}}, "equal": true, "id": "hello", "accepted": 1, "repeated": 0,
             "valid": true, "entries": 0, "problems": [], "token": "t", "score": 100, "healthy": true, "level": "healthy", "checks": [], "workers": [],
             "resources": {}, "running": false, "since": "2026-01-01T00:00:00Z", "until": "2026-01-02T00:00:00Z", "deleted": 0, "looked": 0, "young": 0, "named": 0, "bytes": 0}
            """.formatted(RUN);

    private static String route(Set<String> routes, String method, String path) {
        return routes.stream()
                .filter(route ->
                        (method + " " + path).matches(route.replace(".", "\\.").replaceAll("[{][^}]+[}]", "[^/]+")))
                .min(Comparator.comparingLong(
                        route -> route.chars().filter(c -> c == '{').count()))
                .orElse(method + " " + path);
    }

    private static Set<String> routes() {
        Set<String> routes = new TreeSet<>();
        for (JavaClass found : new ClassFileImporter().importPackages("dev.weft.api.resource")) {
            if (found.isAnnotatedWith(Path.class)) {
                Class<?> resource = found.reflect();
                for (Method method : resource.getDeclaredMethods()) {
                    Path below = method.getAnnotation(Path.class);
                    verbs(method)
                            .forEach(verb -> routes.add(verb + " "
                                    + resource.getAnnotation(Path.class).value()
                                    + (below == null ? "" : below.value())));
                }
            }
        }
        return routes;
    }

    private static List<String> verbs(Method method) {
        return Arrays.stream(method.getAnnotations())
                .map(Annotation::annotationType)
                .map(type -> type.getAnnotation(HttpMethod.class))
                .filter(verb -> verb != null)
                .map(HttpMethod::value)
                .toList();
    }
}
