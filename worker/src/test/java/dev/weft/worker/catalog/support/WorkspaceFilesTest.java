package dev.weft.worker.catalog.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.definitions.action.ActionException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WorkspaceFilesTest {
    @TempDir
    Path folder;

    private WorkspaceFiles files = new WorkspaceFiles(Path.of("/"));

    @BeforeEach
    void open() throws Exception {
        files = WorkspaceFiles.of(new HandlerFixture(Files.createDirectories(folder.resolve("workspace"))));
        Files.createDirectories(folder.resolve("outside"));
        Files.createSymbolicLink(folder.resolve("workspace/link"), folder.resolve("outside"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"../outside/a", "/etc/passwd", "link/a", "link/new/deep", "a/../../outside", "nul\0l"})
    void shouldStayInside(String path) {
        assertThatThrownBy(() -> files.inside(path))
                .isInstanceOfSatisfying(
                        ActionException.class,
                        e -> assertThat(e.code()).isIn("outside_workspace", "invalid_parameters"));
    }

    @Test
    void shouldAllowWhatOnlyLooksStrange() throws Exception {
        assertThat(files.name(files.inside("a/../b/./c..d"))).isEqualTo("b/c..d");
        assertThat(files.inside("")).isEqualTo(files.root());
        assertThat(files.folderOf("top.md")).isEqualTo(files.root());
    }

    @Test
    void shouldReplaceAFileAsAWholeAndLeaveNothingBeside() throws Exception {
        Path file = files.inside("deep/er/file.txt");
        files.write(file, "one".getBytes(StandardCharsets.UTF_8));
        Files.writeString(file.resolveSibling(".file.txt.part"), "left by a killed attempt");

        files.write(file, "two".getBytes(StandardCharsets.UTF_8));

        assertThat(file).hasContent("two");
        assertThat(file.getParent()).isDirectoryNotContaining("glob:**.part");
        assertThat(files.sha256(file)).isEqualTo(WorkspaceFiles.sha256("two".getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void shouldBoundWhatIsRead() throws Exception {
        Path file = files.inside("ten");
        files.write(file, new byte[10]);

        assertThat(files.read(file, 10)).hasSize(10);
        assertThatThrownBy(() -> files.read(file, 9)).hasMessageContaining("at most 9 bytes, but found 10");
    }
}
