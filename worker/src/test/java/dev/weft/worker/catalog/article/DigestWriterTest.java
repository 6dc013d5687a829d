package dev.weft.worker.catalog.article;

import static dev.weft.worker.catalog.support.HandlerFixture.field;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.definitions.catalog.Catalog;
import dev.weft.worker.catalog.support.HandlerFixture;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DigestWriterTest {
    @TempDir
    Path folder;

    @Test
    void shouldKeepSentencesOfTheAuthorInTheirOrder() throws Exception {
        HandlerFixture workspace = new HandlerFixture(folder);
        String text = new String(Catalog.load().sample(Catalog.MAIN_SAMPLE), StandardCharsets.UTF_8);

        Map<String, Object> digest =
                workspace.call(new DigestWriter(), Map.of("title", "T", "text", text, "sentences", 3));

        List<String> points = ((String) field(digest, "text"))
                .lines()
                .filter(line -> line.startsWith("- "))
                .map(line -> line.substring(2))
                .toList();
        String plain = text.replaceAll("\\s+", " ");
        assertThat(points).hasSize(3).allSatisfy(point -> assertThat(plain).contains(point));
        assertThat(points.stream().map(plain::indexOf).toList()).isSorted();
        assertThat((List<?>) field(digest, "terms")).hasSize(8);
    }

    @Test
    void shouldDigestANoteOfOneSentence() throws Exception {
        assertThat(new HandlerFixture(folder).call(new DigestWriter(), Map.of("title", "T", "text", "So short.")))
                .extractingByKey("text")
                .asString()
                .contains("- So short.");
    }
}
