package dev.weft.worker.catalog.article;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.definitions.action.ActionException;
import dev.weft.worker.catalog.support.HandlerFixture;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArticleReaderTest {
    @TempDir
    Path folder;

    private final ArticleReader reader = new ArticleReader();
    private HandlerFixture workspace;

    @BeforeEach
    void open() {
        workspace = new HandlerFixture(folder);
    }

    @Test
    void shouldTakeTitleAndAuthorFromTheFrontMatter() throws Exception {
        String source = workspace.put("a.md", "---\ntitle: \"A title\"\nauthor: Kim\n---\n\n# Other\n\nSome text.\n");

        assertThat(workspace.call(reader, Map.of("source", source)))
                .containsEntry("title", "A title")
                .containsEntry("author", "Kim")
                .containsEntry("text", "Some text.")
                .containsEntry("words", 2)
                .containsEntry("charset", "UTF-8");
    }

    @Test
    void shouldPreferTheTitleThatIsAskedForThenTheHeadingThenTheFileName() throws Exception {
        String headed = workspace.put("b.md", "# Its *own* title\n\nText.");
        String bare = workspace.put("notes/my-first_note.md", "Just text.");

        assertThat(workspace.call(reader, Map.of("source", headed, "title", " Asked  for ")))
                .containsEntry("title", "Asked for");
        assertThat(workspace.call(reader, Map.of("source", headed))).containsEntry("title", "Its own title");
        assertThat(workspace.call(reader, Map.of("source", bare))).containsEntry("title", "My first note");
    }

    @Test
    void shouldReadOtherEncodingsAndLineBreaks() throws Exception {
        byte[] utf16 = "\uFEFF# Über\r\n\r\nÄpfel".getBytes(StandardCharsets.UTF_16LE);
        byte[] marked = "\uFEFFOne\r\n\r\ntwo".getBytes(StandardCharsets.UTF_8);
        byte[] windows = "Gr\u00fc\u00dfe \u2013 caf\u00e9".getBytes(Charset.forName("windows-1252"));

        assertThat(workspace.call(reader, Map.of("source", workspace.put("u.md", utf16))))
                .containsEntry("title", "Über")
                .containsEntry("text", "Äpfel");
        assertThat(workspace.call(reader, Map.of("source", workspace.put("m.md", marked))))
                .containsEntry("text", "One\n\ntwo");
        assertThat(workspace.call(reader, Map.of("source", workspace.put("w.md", windows))))
                .containsEntry("text", "Grüße – café")
                .containsEntry("charset", "windows-1252");
    }

    @Test
    void shouldLetPlainTextMeanItself() throws Exception {
        String source = workspace.put("a.txt", "My title\n\nFirst *point*\n\n1. isn't a list <b>\n# nor a heading.\n");

        assertThat(workspace.call(reader, Map.of("source", source)))
                .containsEntry("title", "My title")
                .containsEntry("text", "## First \\*point\\*\n\n1\\. isn't a list \\<b\\>\n\\# nor a heading.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " \n\n", "---\ntitle: x\n---\n", "***\n\n---"})
    void shouldRefuseASourceWithoutWords(String text) {
        assertFails(workspace.put("empty.md", text), "empty_source");
    }

    @Test
    void shouldRefuseWhatIsNoArticle() throws Exception {
        assertFails("missing.md", "file_not_found");
        assertFails("../outside.md", "outside_workspace");
        assertFails("/etc/hostname", "outside_workspace");
        assertFails(workspace.put("binary.md", new byte[] {1, 0, 2, 0, 0, 7}), "not_text");
        assertFails(workspace.put("huge.md", "word ".repeat(10 * 1024 * 1024)), "too_large");
        assertFails(
                workspace.put("deep.md", ">".repeat(90_000) + " deep *" + "a **b *c ".repeat(9000)),
                "too_nested",
                "none");
        Files.createSymbolicLink(folder.resolve("link.md"), Path.of("/etc/hostname"));
        assertFails("link.md", "outside_workspace");
    }

    private void assertFails(String source, String... codes) {
        try {
            workspace.call(reader, Map.of("source", source));
            assertThat(codes).contains("none");
        } catch (ActionException e) {
            assertThat(codes).contains(e.code());
            assertThat(e.retryable()).isFalse();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void shouldNameTheParameterThatIsMissing() {
        assertThatThrownBy(() -> workspace.call(reader, Map.of()))
                .isInstanceOf(ActionException.class)
                .hasMessageContaining("source");
    }
}
