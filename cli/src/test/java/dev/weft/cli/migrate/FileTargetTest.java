package dev.weft.cli.migrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.definitions.source.SourceText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileTargetTest {
    private static final String OLD =
            "# Why.\nversion: \"1.0.0\"\nid: old\ntasks: {a: {action: agent_task, agent_id: x}}\n";
    private static final String SEVERAL =
            "workflows:\n  one:\n    steps: [{id: a, agent: A}]\n  two:\n    steps: [{id: a, agent: A}]\n";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Test
    void shouldReplaceAFileAndKeepWhatItWas() throws IOException {
        // given
        Path file = write("old.yaml", OLD);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
        write("old.yaml.bak", "of an earlier time");

        // when
        FileTarget.Placed placed = new FileTarget.Beside().place(file, migrated(file));

        // then
        assertThat(placed.files()).containsExactly(file);
        assertThat(Files.readString(file)).startsWith("# Why.\nversion: \"3.0.0\"\n");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-r-----");
        assertThat(placed.kept()).isEqualTo(folder.resolve("old.yaml.bak2"));
        assertThat(folder.resolve("old.yaml.bak2")).hasContent(OLD);
        assertThat(names()).containsExactly("old.yaml", "old.yaml.bak", "old.yaml.bak2");
    }

    @Test
    void shouldMakeAFileOfEachDefinition() throws IOException {
        // given
        Path file = write("several.yaml", SEVERAL);

        // when
        new FileTarget.Beside().place(file, migrated(file));

        // then
        assertThat(names()).containsExactly("one.yaml", "several.yaml.bak", "two.yaml");
        assertThat(folder.resolve("two.yaml")).content().contains("id: two");
    }

    @Test
    void shouldGoOnAfterItWasCutShort() throws IOException {
        // given
        Path file = write("several.yaml", SEVERAL);
        new FileTarget.Beside().place(file, migrated(file));
        Files.delete(folder.resolve("two.yaml"));
        Files.move(folder.resolve("several.yaml.bak"), file);

        // when
        new FileTarget.Beside().place(file, migrated(file));

        // then
        assertThat(names()).containsExactly("one.yaml", "several.yaml.bak", "two.yaml");
    }

    @Test
    void shouldNotWriteOverAnotherFile() throws IOException {
        // given
        Path file = write("several.yaml", SEVERAL);
        write("two.yaml", "another");

        // when, then
        assertThatThrownBy(() -> new FileTarget.Beside().place(file, migrated(file)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("two.yaml");
        assertThat(names()).containsExactly("several.yaml", "two.yaml");
        assertThat(file).hasContent(SEVERAL);
        assertThat(folder.resolve("two.yaml")).hasContent("another");
    }

    @Test
    void shouldNotWriteYamlIntoAFileOfJson() throws IOException {
        // given
        Path file = write("d.json", "{\"workflow_id\": \"pipe\", \"tasks\": {\"t\": {\"task_type\": \"x\"}}}");

        // when
        FileTarget.Placed placed = new FileTarget.Beside().place(file, migrated(file));

        // then
        assertThat(placed.files()).containsExactly(folder.resolve("pipe.yaml"));
        assertThat(names()).containsExactly("d.json.bak", "pipe.yaml");
    }

    @Test
    void shouldWriteThroughALink() throws IOException {
        // given
        Path file = write("old.yaml", OLD);
        Path link = Files.createSymbolicLink(folder.resolve("link.yaml"), file);

        // when
        new FileTarget.Beside().place(link, migrated(link));

        // then
        assertThat(link).isSymbolicLink();
        assertThat(file).content().contains("3.0.0");
    }

    @Test
    void shouldFillAFolder() throws IOException {
        // given
        Path out = folder.resolve("out");
        Path file = write("old.yaml", OLD);
        Path several = write("several.yaml", SEVERAL);

        // when
        new FileTarget.Folder(out).place(file, migrated(file));
        new FileTarget.Folder(out).place(several, migrated(several));
        new FileTarget.Folder(out).place(several, migrated(several));

        // then
        assertThat(file).hasContent(OLD);
        try (Stream<Path> files = Files.list(out)) {
            assertThat(files.map(one -> one.getFileName().toString()).sorted())
                    .containsExactly("old.yaml", "one.yaml", "two.yaml");
        }
    }

    private static Migrated migrated(Path file) throws IOException {
        return Migrated.of(new SourceText(file.toString(), Files.readString(file)));
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
