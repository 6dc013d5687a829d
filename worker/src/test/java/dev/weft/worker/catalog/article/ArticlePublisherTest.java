package dev.weft.worker.catalog.article;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.weft.definitions.action.ActionException;
import dev.weft.worker.catalog.support.HandlerFixture;
import dev.weft.worker.catalog.support.WorkspaceFiles;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArticlePublisherTest {
    private static final String DRAFT =
            "# Tom & “Jerry”\n\nHello <script>alert(1)</script> {{title}} [x](javascript:alert(1)).\n\n"
                    + "![A dot](dot.png)\n\n## Same\n\n## Same\n\n## A & B\n\n| a | b |\n|---|---|\n| 1 | 2 |\n";

    @TempDir
    Path folder;

    private final ArticlePublisher publisher = new ArticlePublisher();
    private HandlerFixture workspace;

    @BeforeEach
    void open() {
        workspace = new HandlerFixture(folder);
        workspace.put("in/dot.png", new byte[] {1, 2, 3});
        workspace.put("drafts/d.md", DRAFT);
    }

    @Test
    void shouldWriteAPageThatIsSafeAndComplete() throws Exception {
        Map<String, Object> output = workspace.call(publisher, parameters(Map.of()));

        assertThat(output)
                .containsEntry("page", "published/tom-jerry/index.html")
                .containsEntry("manifest", "published/tom-jerry/manifest.json");
        String page = workspace.get("published/tom-jerry/index.html");
        assertThat(page)
                .contains("<title>Tom &amp; “Jerry”</title>")
                .contains("By &lt;Kim&gt; · ")
                .contains("<time datetime=\"2026-11-21\">")
                .contains("&lt;script&gt;alert(1)&lt;/script&gt; {{title}}")
                .contains("src=\"data:image/png;base64,AQID\"")
                .contains("<a href=\"#same-2\">Same</a>")
                .contains("<h2 id=\"same-2\">Same</h2>")
                .contains("<table>")
                .doesNotContain("<script", "javascript:")
                .containsOnlyOnce("<h1>");
    }

    @Test
    void shouldListTheChecksumOfEachFileInTheManifest() throws Exception {
        workspace.call(publisher, parameters(Map.of()));

        Map<?, ?> manifest =
                new ObjectMapper().readValue(workspace.get("published/tom-jerry/manifest.json"), Map.class);
        List<?> files = (List<?>) manifest.get("files");
        assertThat(files).hasSize(2);
        for (Object file : files) {
            Map<?, ?> entry = (Map<?, ?>) file;
            byte[] bytes = Files.readAllBytes(folder.resolve((String) entry.get("path")));
            assertThat(entry.get("sha256")).isEqualTo(WorkspaceFiles.sha256(bytes));
            assertThat(entry.get("bytes")).isEqualTo(bytes.length);
        }
    }

    @Test
    void shouldGiveTheSameBytesWhenTheAttemptIsMadeAgain() throws Exception {
        Map<String, Object> first = workspace.call(publisher, parameters(Map.of()));
        Map<String, Object> second = workspace.call(publisher, parameters(Map.of()));

        assertThat(second).isEqualTo(first);
        try (var left = Files.list(folder.resolve("published/tom-jerry"))) {
            assertThat(left.map(Path::getFileName).map(Path::toString))
                    .containsExactlyInAnyOrder("index.html", "article.md", "manifest.json");
        }
    }

    @Test
    void shouldRefuseADraftThatWasChangedAfterItsApproval() {
        Map<String, Object> parameters = parameters(Map.of());
        workspace.put("drafts/d.md", DRAFT + "More.");

        assertThatThrownBy(() -> workspace.call(publisher, parameters))
                .isInstanceOfSatisfying(
                        ActionException.class, e -> assertThat(e.code()).isEqualTo("draft_changed"));
        assertThat(workspace.has("published")).isFalse();
    }

    @Test
    void shouldNotPublishOutsideOfTheWorkspace() {
        assertThatThrownBy(() -> workspace.call(publisher, parameters(Map.of("out", "../elsewhere"))))
                .isInstanceOfSatisfying(
                        ActionException.class, e -> assertThat(e.code()).isEqualTo("outside_workspace"));
    }

    private static Map<String, Object> parameters(Map<String, Object> changed) {
        Map<String, Object> parameters = new HashMap<>(Map.of(
                "draft", "drafts/d.md",
                "sha256", WorkspaceFiles.sha256(DRAFT.getBytes(StandardCharsets.UTF_8)),
                "source", "in/a.md",
                "title", "Tom & “Jerry”",
                "author", "<Kim>",
                "summary", "A \"cat\" & a mouse",
                "date", "2026-11-21T10:00:00Z",
                "out", "published"));
        parameters.putAll(changed);
        return parameters;
    }
}
