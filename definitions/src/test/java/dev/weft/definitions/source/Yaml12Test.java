package dev.weft.definitions.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** What a reader of YAML 1.2 reads, is read, and as the same. */
final class Yaml12Test {
    private static final int DOCUMENTS = 20_000;
    private static final int LARGEST = 14;

    /** What documents are made of: text beside all that is an indicator somewhere. */
    private static final List<String> PIECES = List.of(
            "a",
            "b c",
            "'q'",
            "\"d\"",
            "1",
            "?",
            "?",
            ":",
            ":",
            ": ",
            ": ",
            ", ",
            ",",
            " ",
            "\n ",
            "[",
            "]",
            "{",
            "}",
            "-",
            "- ",
            "x: ",
            "#",
            "&n ",
            "http://h/p?q=1&r=2",
            "%",
            "|");

    /**
     * What isn't compared: a text that begins with a colon, which the engine takes for the value of a key that is missing,
     * and one that goes on in a line that begins with a question mark, which is taken for a key here.
     */
    private static final Pattern APART = Pattern.compile("[\\[{,:?-]\\s*:[^\\s,\\[\\]{}]|\\n\\s*\\?\\s");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{url: https://x.example/items?page=1&size=5, method: GET}",
                "{title: Publish it?, approvers: [anyone]}",
                "[what?, why?, how? , so?]",
                "{a: b?c, d: e ? f, g: ?h}",
                "{a: http://x:80/y, \"b\":1, 'c':[2]}",
                "[b:c, -d, ?e, {f: ?}]",
                "{? a : b, ? c}",
                "? a\n: b\n? c",
                "- ? a\n  : b",
                "[{a: 'it''s?'}, \"so?\", (a ? b)]",
                "{a: b, # so?\n c: d? # or: not\n}",
                "a: 100% # ?\nb: x@y\nc: a`b"
            })
    void shouldReadWhatYaml12Allows(String text) {
        Optional<Object> expected = engine(text);

        assertThat(expected).isPresent();
        assertThat(ours(text)).isEqualTo(expected);
    }

    @Test
    void shouldTakeAColonBeforeATextForAPartOfIt() {
        assertThat(ours("{a: :b, c: [:d, -e]}"))
                .hasValue(List.of("map", List.of("a", ":b"), List.of("c", List.of(":d", "-e"))));
        assertThat(ours("{\"a\":b, 'c' :d}")).hasValue(List.of("map", List.of("a", "b"), List.of("c", "d")));
    }

    @Test
    void shouldKeepThePlacesOfTexts() {
        String text = "{url: https://x.example/?a=b, n: 1}";

        MapNode map = (MapNode) read(text).orElseThrow();

        Span span = Objects.requireNonNull(map.get("url")).span();
        assertThat(text.substring(span.start(), span.end())).isEqualTo("https://x.example/?a=b");
    }

    @Test
    void shouldReadRandomDocumentsAsYaml12Does() {
        Random random = new Random(12);
        int read = 0;
        for (int i = 0; i < DOCUMENTS; i++) {
            String text = document(random);
            Optional<Object> expected = engine(text);
            if (expected.isPresent() && !APART.matcher(text).find()) {
                read++;
                assertThat(ours(text)).as(text).isEqualTo(expected);
            }
        }
        assertThat(read).isGreaterThan(DOCUMENTS / 20);
    }

    private static String document(Random random) {
        StringBuilder text = new StringBuilder();
        boolean list = random.nextBoolean();
        text.append(list ? "[" : "{k: ");
        for (int n = 1 + random.nextInt(LARGEST); n > 0; n--) {
            text.append(PIECES.get(random.nextInt(PIECES.size())));
        }
        return text.append(list ? "]" : "}").toString();
    }

    private static Optional<Object> engine(String text) {
        try {
            return new Compose(LoadSettings.builder().build())
                    .composeString(text)
                    .map(Yaml12Test::plain);
        } catch (YamlEngineException e) {
            return Optional.empty();
        }
    }

    private static Object plain(org.snakeyaml.engine.v2.nodes.Node node) {
        return switch (node) {
            case org.snakeyaml.engine.v2.nodes.ScalarNode scalar -> scalar.getValue();
            case SequenceNode list ->
                list.getValue().stream().map(Yaml12Test::plain).toList();
            case MappingNode map -> {
                List<Object> entries = new ArrayList<>(List.of("map"));
                for (NodeTuple entry : map.getValue()) {
                    if (!(entry.getKeyNode() instanceof org.snakeyaml.engine.v2.nodes.ScalarNode)) {
                        throw new YamlEngineException("a key that is no text is refused for another reason");
                    }
                    entries.add(List.of(plain(entry.getKeyNode()), plain(entry.getValueNode())));
                }
                yield entries;
            }
            default -> throw new AssertionError(node.getNodeType());
        };
    }

    private static Optional<Object> ours(String text) {
        return read(text).map(Yaml12Test::plain);
    }

    private static Optional<Node> read(String text) {
        return Optional.ofNullable(NodeReader.read(new ProblemCollector(new SourceText("case.yaml", text))));
    }

    private static Object plain(Node node) {
        return switch (node) {
            case ScalarNode scalar -> scalar.text();
            case ListNode list -> list.items().stream().map(Yaml12Test::plain).toList();
            case MapNode map -> {
                List<Object> entries = new ArrayList<>(List.of("map"));
                map.entries().forEach((key, entry) -> entries.add(List.of(key, plain(entry.value()))));
                yield entries;
            }
        };
    }
}
