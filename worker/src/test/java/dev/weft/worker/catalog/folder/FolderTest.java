package dev.weft.worker.catalog.folder;

import static dev.weft.worker.catalog.support.HandlerFixture.field;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.worker.catalog.support.HandlerFixture;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderTest {
    @TempDir
    Path folder;

    private HandlerFixture workspace;

    @BeforeEach
    void open() {
        workspace = new HandlerFixture(folder);
        workspace.put("in/a.TXT", "same");
        workspace.put("in/deep/b.txt", "same");
        workspace.put("in/c.txt", "diff");
        workspace.put("in/empty", "");
        workspace.put("in/empty2", "");
        workspace.put("in/.hidden", "12");
        workspace.put("other/d.txt", "same");
    }

    @Test
    void shouldCountByType() throws Exception {
        Files.createSymbolicLink(folder.resolve("in/link"), folder.resolve("other"));

        Map<String, Object> scan = workspace.call(new FolderScanner(), Map.of("folder", "in"));

        assertThat(scan).containsEntry("files", 6).containsEntry("bytes", 14L);
        assertThat(field(scan, "types"))
                .isEqualTo(List.of(
                        Map.of("type", "txt", "files", 3L, "bytes", 12L),
                        Map.of("type", "", "files", 3L, "bytes", 2L)));
    }

    @Test
    void shouldFindCopies() throws Exception {
        Map<String, Object> copies = workspace.call(new CopyFinder(), Map.of());

        assertThat(copies).containsEntry("copies", 2L).containsEntry("wasted", 8L);
        assertThat((List<?>) field(copies, "groups"))
                .singleElement()
                .extracting(group -> ((Map<?, ?>) group).get("paths"))
                .isEqualTo(List.of("in/a.TXT", "in/deep/b.txt", "other/d.txt"));
    }

    @Test
    void shouldReportBoth() throws Exception {
        Map<String, Object> output = workspace.call(
                new InventoryReporter(),
                Map.of(
                        "folder", "in",
                        "scan", workspace.call(new FolderScanner(), Map.of("folder", "in")),
                        "copies", workspace.call(new CopyFinder(), Map.of("folder", "in")),
                        "date", "2026-11-21",
                        "out", "reports"));

        assertThat(workspace.get((String) field(output, "report"))).contains("Inventory of in", "deep/b.txt");
        assertThat(workspace.get((String) field(output, "data"))).contains("\"wasted\" : 4");
    }

    @Test
    void shouldBeFineWithAnEmptyFolder() throws Exception {
        Files.createDirectory(folder.resolve("nothing"));

        assertThat(workspace.call(new FolderScanner(), Map.of("folder", "nothing")))
                .containsEntry("files", 0);
        assertThat(workspace.call(new CopyFinder(), Map.of("folder", "nothing")))
                .containsEntry("copies", 0L);
    }
}
