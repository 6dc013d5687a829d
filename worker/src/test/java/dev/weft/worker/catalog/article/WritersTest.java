package dev.weft.worker.catalog.article;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.definitions.action.ActionException;
import dev.weft.definitions.catalog.Catalog;
import dev.weft.worker.catalog.support.HandlerFixture;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WritersTest {
    private static final String OWN =
            "Own lead.\n\n# One\n\nBody one.\n\n### Deep\n\nBody deep.\n\n# Conclusion\n\nThe end.";
    private static final String BARE =
            "# Kites\n\nKites need wind and string. A kite flies when the wind carries its sail.\n\n"
                    + "# Boats\n\nBoats need water. A boat sails when the wind fills its sail and the crew steers.";

    @TempDir
    Path folder;

    private HandlerFixture workspace;

    @BeforeEach
    void open() {
        workspace = new HandlerFixture(folder);
    }

    @Test
    void shouldKeepTheAuthorsIntroductionAndConclusion() throws Exception {
        assertThat(workspace.call(new IntroductionWriter(), Map.of("text", OWN)))
                .isEqualTo(Map.of("text", "Own lead.", "origin", "author"));
        assertThat(workspace.call(new ConclusionWriter(), Map.of("text", OWN)))
                .isEqualTo(Map.of("text", "## Conclusion\n\nThe end.", "origin", "author"));
    }

    @Test
    void shouldExtractThemWhereTheAuthorGaveNone() throws Exception {
        assertThat(workspace.call(new IntroductionWriter(), Map.of("text", BARE)))
                .isEqualTo(Map.of(
                        "text",
                        "Kites need wind and string. A kite flies when the wind carries its sail. A boat sails when the wind fills its sail and the crew steers.",
                        "origin",
                        "extracted"));
        assertThat(workspace.call(new ConclusionWriter(), Map.of("text", BARE)))
                .isEqualTo(Map.of(
                        "text",
                        "## In short\n\n- Kites need wind and string.\n"
                                + "- A boat sails when the wind fills its sail and the crew steers.",
                        "origin",
                        "extracted"));
    }

    @Test
    void shouldConcludeNothingOnAShortNote() throws Exception {
        assertThat(workspace.call(new ConclusionWriter(), Map.of("text", "A note.")))
                .isEqualTo(Map.of("text", "", "origin", "none"));
    }

    @Test
    void shouldPutHeadingsInOrderAndSaySo() throws Exception {
        assertThat(workspace.call(new SectionWriter(), Map.of("text", OWN)))
                .containsEntry("text", "## One\n\nBody one.\n\n### Deep\n\nBody deep.")
                .containsEntry("sections", 2)
                .containsEntry("changes", List.of("“One”: heading of level 1 is now 2"));
    }

    @Test
    void shouldRestBetweenParagraphsAndStopWhenCancelled() {
        workspace.cancelAfter(1);

        assertThatThrownBy(() -> workspace.call(new SectionWriter(), Map.of("text", OWN, "pace", "1ms")))
                .isInstanceOf(InterruptedException.class);
        assertThatThrownBy(() -> workspace.call(new SectionWriter(), Map.of("text", OWN, "pace", "1 week")))
                .isInstanceOf(ActionException.class)
                .hasMessageContaining("Expected pace");
    }

    @Test
    void shouldCutATextWithoutHeadingsByItsParagraphs() throws Exception {
        String text = "Lead.\n\n" + ("Kites fly in wind. ".repeat(60) + "\n\n") + "Boats sail on water. ".repeat(60);

        assertThat((String) workspace
                        .call(new SectionWriter(), Map.of("text", text))
                        .get("text"))
                .contains("## Part 1: ")
                .contains("## Part 2: ")
                .doesNotContain("Lead.");
    }

    @Test
    void shouldOutlineTheSample() throws Exception {
        String sample = new String(Catalog.load().sample(Catalog.MAIN_SAMPLE), StandardCharsets.UTF_8);
        workspace.put("sample.md", sample);
        Object text = workspace
                .call(new ArticleReader(), Map.of("source", "sample.md"))
                .get("text");

        Map<String, Object> outline = workspace.call(new Outliner(), Map.of("text", text));

        assertThat(outline)
                .containsEntry("minutes", 4L)
                .containsEntry("has_introduction", true)
                .containsEntry("has_conclusion", true);
        assertThat((List<?>) outline.get("sections")).hasSize(4);
        assertThat((String) outline.get("summary")).isNotBlank();
    }
}
