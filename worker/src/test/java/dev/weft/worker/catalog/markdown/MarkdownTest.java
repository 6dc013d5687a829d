package dev.weft.worker.catalog.markdown;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MarkdownTest {
    @ParameterizedTest
    @CsvSource({"Über Äpfel & Co.,uber-apfel-co", "What's new?,whats-new", "???,part", "  A  b ,a-b", "日本語,日本語"})
    void shouldMakeNamesOfTitles(String title, String slug) {
        assertThat(Markdown.slug(title)).isEqualTo(slug);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1. no list",
                "# no heading",
                "*no* _emphasis_ `code`",
                "a <b> & \\c [d](e)",
                "- no item",
                "| no | table |",
                "~~~"
            })
    void shouldEscapeTextSoThatItMeansItself(String text) {
        String markdown = Markdown.escape(text);

        assertThat(Markdown.prose(Markdown.parse(markdown))).isEqualTo(text);
    }

    @Test
    void shouldCutAnArticleAtItsHeadingsAlone() {
        Article article = Article.of(
                "Lead.\n\nSetext\n======\n\n```\n# no heading\n```\n\n> # quoted\n\n## 2. In conclusion\n\nEnd.\n");

        assertThat(article.lead()).isEqualTo("Lead.");
        assertThat(article.sections())
                .containsExactly(new Article.Section(1, "Setext", "```\n# no heading\n```\n\n> # quoted"));
        assertThat(article.conclusion()).isEqualTo(new Article.Section(2, "2. In conclusion", "End."));
    }

    @Test
    void shouldCutTextWithoutHeadingsByParagraphsAndLoseNothing() {
        String text = "One two three.\n\n" + "Boats sail. ".repeat(100).strip() + "\n\n[ref]: https://example.com\n\n"
                + "Trains roll. ".repeat(100).strip();

        Article article = Article.of(text);

        assertThat(article.sections()).hasSize(2);
        assertThat(article.prose()).contains("One two three.", "Boats sail.", "Trains roll.");
        assertThat(article.sections().getFirst().title()).isEqualTo("Part 1: boats, sail");
        assertThat(article.sections().getFirst().body()
                        + article.sections().getLast().body())
                .contains("[ref]: https://example.com");
    }

    @Test
    void shouldKnowHowDeepADocumentIs() {
        assertThat(Markdown.depth(Markdown.parse(""))).isZero();
        assertThat(Markdown.depth(Markdown.parse("text"))).isEqualTo(2);
        assertThat(Markdown.depth(Markdown.parse("> ".repeat(20) + "text"))).isEqualTo(22);
    }

    @Test
    void shouldNumberAnchorsThatStandTwice() {
        assertThat(List.copyOf(
                        Markdown.anchors(Markdown.parse("# A\n\n# A\n\n# B")).values()))
                .containsExactly("a", "a-2", "b");
    }
}
