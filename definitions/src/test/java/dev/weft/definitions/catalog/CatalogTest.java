package dev.weft.definitions.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CatalogTest {
    private static final Path FOLDER = Path.of("catalog");
    private final Catalog catalog = Catalog.load();

    @Test
    void shouldIndexEveryFileOfTheFolder() throws IOException {
        List<String> indexed = Files.readAllLines(FOLDER.resolve("index.txt"));

        try (Stream<Path> files = Files.walk(FOLDER)) {
            List<String> found = files.filter(Files::isRegularFile)
                    .map(file -> FOLDER.relativize(file).toString().replace('\\', '/'))
                    .filter(file -> !file.equals("index.txt") && !file.equals("README.md"))
                    .toList();
            assertThat(indexed).containsExactlyInAnyOrderElementsOf(found);
        }
    }

    @Test
    void shouldGiveTheMainDefinitionFirstAndItsSample() {
        assertThat(catalog.definitions().keySet()).first().isEqualTo(Catalog.MAIN);
        assertThat(catalog.sample(Catalog.MAIN_SAMPLE)).isNotEmpty();
    }

    @Test
    void shouldNameEachFileAfterWhatItHolds() {
        catalog.definitions().forEach((id, text) -> assertThat(text).contains("\nid: " + id + "\n"));
        catalog.agents(Optional.empty())
                .forEach((name, text) -> assertThat(text).contains("name: " + name + "\n"));
    }

    @Test
    void shouldPutChatAgentsInThePlaceOfTheWritingOnesOnly() {
        Map<String, String> own = catalog.agents(Optional.empty());
        Map<String, String> withChat =
                catalog.agents(Optional.of(new ChatEndpoint("http://localhost:11434/v1", "a \"quoted\" model")));

        assertThat(withChat.keySet()).isEqualTo(own.keySet());
        assertThat(withChat.get("introduction_writer"))
                .isNotEqualTo(own.get("introduction_writer"))
                .contains("\"http://localhost:11434/v1\"")
                .contains("\"a \\\"quoted\\\" model\"")
                .doesNotContain("${WEFT_");
        assertThat(withChat.get("article_publisher")).isEqualTo(own.get("article_publisher"));
    }

    @Test
    void shouldRefuseASampleThatIsNotThere() {
        assertThatThrownBy(() -> catalog.sample("../index.txt")).isInstanceOf(IllegalArgumentException.class);
    }
}
