package dev.weft.worker.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.definitions.Definitions;
import dev.weft.definitions.Reading;
import dev.weft.definitions.Surroundings;
import dev.weft.definitions.action.Action;
import dev.weft.definitions.action.ActionRegistry;
import dev.weft.definitions.action.builtin.BuiltInActions;
import dev.weft.definitions.agent.AgentHandler;
import dev.weft.definitions.blob.BlobKey;
import dev.weft.definitions.blob.BlobStoreProvider;
import dev.weft.definitions.blob.Blobs;
import dev.weft.definitions.plugin.Plugin;
import dev.weft.definitions.plugin.Plugins;
import dev.weft.definitions.problem.Problem;
import dev.weft.definitions.schema.LanguageSchema;
import dev.weft.definitions.source.SourceText;
import dev.weft.worker.secret.SecretProvider;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Jars in a folder: the example, and whatever can be wrong with one. */
class PluginsTest {
    private static final Path EXAMPLE = Path.of("../examples/plugin");
    private static final String ACTION = "dev.weft.definitions.action.Action";
    private static final String HANDLER = "dev.weft.definitions.agent.AgentHandler";

    @TempDir
    private Path folder;

    private void example(String name) throws Exception {
        PluginJar.build(folder.resolve(name), EXAMPLE.resolve("src/main/java"), EXAMPLE.resolve("src/main/resources"));
    }

    private static String handler(String type, String name) {
        return """
                public final class %s implements dev.weft.definitions.agent.AgentHandler {
                    public String name() { return "%s"; }
                    public Object handle(String o, java.util.Map<String, Object> p, dev.weft.definitions.action.ActionContext c) {
                        return Shared.WORD;
                    }
                }
                """.formatted(type, name);
    }

    private static String shared(String word) {
        return "final class Shared { static final String WORD = new String(\"%s\"); }".formatted(word);
    }

    private String problem() {
        List<Plugin> all = Plugins.open(folder).all();
        assertThat(all).isNotEmpty();
        assertThat(all.getLast().brings()).isEmpty();
        return Objects.requireNonNull(all.getLast().problem());
    }

    @Test
    void shouldBringAllThatTheExampleHas() throws Exception {
        example("example.jar");

        Plugins plugins = Plugins.open(folder);

        assertThat(plugins.problems()).isEmpty();
        assertThat(plugins.all().getFirst().brings())
                .extracting(one -> one.what() + " " + one.name())
                .containsExactly(
                        "action slug",
                        "agent handler word_counter",
                        "blob store gzip",
                        "secret provider com.example.weft.PropertiesSecrets");
        assertThat(plugins.find(SecretProvider.class)).hasSize(1);
        assertThat(plugins.find(AgentHandler.class))
                .extracting(AgentHandler::name)
                .contains("word_counter", "outliner");
    }

    @Test
    void shouldCheckDefinitionsThatUseItsAction() throws Exception {
        example("example.jar");
        ActionRegistry actions = registry(Plugins.open(folder));
        Surroundings surroundings = new Surroundings(actions, null, null, null);
        String text = Files.readString(EXAMPLE.resolve("slug.yaml"));

        Reading right = Definitions.read(new SourceText("slug.yaml", text), surroundings);
        Reading wrong =
                Definitions.read(new SourceText("slug.yaml", text.replace("separator", "seperator")), surroundings);

        assertThat(right.problems()).isEmpty();
        assertThat(Definitions.compile(Definitions.canonical(Objects.requireNonNull(right.definition())), actions)
                        .tasks())
                .hasSize(1);
        assertThat(wrong.problems()).extracting(Problem::hint).containsExactly("Did you mean \"separator\"?");
        assertThat(LanguageSchema.of(actions).toString()).contains("slug", "separator");
    }

    private static ActionRegistry registry(Plugins plugins) {
        return BuiltInActions.registry()
                .with(plugins.find(Action.class).stream()
                        .map(action -> ((Action<?>) action).spec())
                        .toList());
    }

    @Test
    void shouldKeepBlobsInItsStore() throws Exception {
        example("example.jar");
        BlobStoreProvider provider = Plugins.open(folder).find(BlobStoreProvider.class).stream()
                .filter(one -> one.scheme().equals("gzip"))
                .findFirst()
                .orElseThrow();

        try (Blobs blobs = new Blobs(provider.open(URI.create("gzip:" + folder.resolve("blobs")), Map.of()))) {
            BlobKey key = blobs.put("hello".getBytes(StandardCharsets.UTF_8));
            assertThat(blobs.get(key)).asString(StandardCharsets.UTF_8).isEqualTo("hello");
        }
    }

    @Test
    void shouldGiveEachJarClassesOfItsOwn() throws Exception {
        PluginJar.build(
                folder.resolve("a.jar"),
                Map.of("One", handler("One", "one"), "Shared", shared("of a")),
                Map.of(HANDLER, "One\n"));
        PluginJar.build(
                folder.resolve("b.jar"),
                Map.of("Two", handler("Two", "two"), "Shared", shared("of b")),
                Map.of(HANDLER, "Two\n"));

        Plugins plugins = Plugins.open(folder);

        assertThat(plugins.problems()).isEmpty();
        for (AgentHandler handler : plugins.find(AgentHandler.class)) {
            if (handler.name().equals("one") || handler.name().equals("two")) {
                @SuppressWarnings("NullAway")
                Object said = handler.handle("", Map.of(), null);
                assertThat(said).isEqualTo(handler.name().equals("one") ? "of a" : "of b");
            }
        }
    }

    @Test
    void shouldSayThatAFileIsNoJar() throws Exception {
        Files.writeString(folder.resolve("broken.jar"), "not a jar");

        assertThat(problem())
                .startsWith("Expected a jar, but it can't be read as one")
                .endsWith("copy it anew.");
    }

    @Test
    void shouldSayThatAJarIsNoPlugin() throws Exception {
        PluginJar.build(folder.resolve("library.jar"), Map.of("Shared", shared("x")), Map.of());

        assertThat(problem()).contains("META-INF/services/" + ACTION, "Is it a plugin?");
    }

    @Test
    void shouldSayThatAnInterfaceIsNotOneOfThose() throws Exception {
        PluginJar.build(
                folder.resolve("old.jar"),
                Map.of("Shared", shared("x")),
                Map.of("dev.weft.definitions.action.Acton", "X\n"));

        assertThat(problem())
                .contains("but found dev.weft.definitions.action.Acton", "Did you mean \"" + ACTION + "\"?");
    }

    @Test
    void shouldSayWhichClassIsMissing() throws Exception {
        PluginJar.build(folder.resolve("a.jar"), Map.of("Shared", shared("x")), Map.of(HANDLER, "com.example.Gone\n"));

        assertThat(problem()).contains("can't be used", "com.example.Gone");
    }

    @Test
    void shouldSayThatAClassIsNotWhatItSays() throws Exception {
        PluginJar.build(
                folder.resolve("a.jar"),
                Map.of("One", handler("One", "one"), "Shared", shared("x")),
                Map.of(ACTION, "One\n"));

        assertThat(problem()).contains("One not a subtype");
    }

    @Test
    void shouldSayThatAClassThrowsWhenItIsMade() throws Exception {
        String source = handler("One", "one")
                .replace(
                        "public String name",
                        "public One() { throw new IllegalStateException(\"no licence\"); }\npublic String name");
        PluginJar.build(
                folder.resolve("a.jar"), Map.of("One", source, "Shared", shared("x")), Map.of(HANDLER, "One\n"));

        assertThat(problem()).contains("no licence");
    }

    @Test
    void shouldSayWhoHasANameAlready() throws Exception {
        example("a.jar");
        example("b.jar");

        assertThat(problem())
                .isEqualTo(
                        "Expected one action named \"slug\", but found it in a.jar, too. Rename it, or remove one of the two.");
        assertThat(Plugins.open(folder).all().getFirst().problem()).isNull();
    }

    @Test
    void shouldNotLetAPluginTakeThePlatformsPlace() throws Exception {
        PluginJar.build(
                folder.resolve("a.jar"),
                Map.of("One", handler("One", "outliner"), "Shared", shared("x")),
                Map.of(HANDLER, "One\n"));

        assertThat(problem()).contains("agent handler named \"outliner\", but found it in the platform");
    }

    @Test
    void shouldDoWithoutAFolder() {
        assertThat(Plugins.open(folder.resolve("none")).all()).isEmpty();
    }
}
