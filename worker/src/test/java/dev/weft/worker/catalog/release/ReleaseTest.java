package dev.weft.worker.catalog.release;

import static dev.weft.worker.catalog.support.HandlerFixture.field;
import static dev.weft.worker.catalog.support.HandlerFixture.messages;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.definitions.action.ActionException;
import dev.weft.definitions.catalog.Catalog;
import dev.weft.worker.catalog.support.HandlerFixture;
import dev.weft.worker.catalog.support.WorkspaceFiles;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReleaseTest {
    private static final Map<String, Object> SAMPLE = Map.of("project", "project", "version", "1.4.0");

    @TempDir
    Path folder;

    private HandlerFixture workspace;

    @BeforeEach
    void open() {
        workspace = new HandlerFixture(folder);
        Catalog catalog = Catalog.load();
        catalog.samples().stream()
                .filter(name -> name.startsWith("project/"))
                .forEach(name -> workspace.put(name, catalog.sample(name)));
    }

    @Test
    void shouldFindNothingWrongWithTheSample() throws Exception {
        assertThat(workspace.call(new ChangelogChecker(), SAMPLE))
                .containsEntry("ok", true)
                .containsEntry("warnings", 0L)
                .containsEntry("file", "CHANGELOG.md")
                .extractingByKey("notes")
                .asString()
                .startsWith("### Added")
                .contains("### Fixed", "two parcels")
                .doesNotContain("Faster start");
        assertThat(workspace.call(new VersionChecker(), SAMPLE))
                .containsEntry("ok", true)
                .containsEntry("found", Map.of("package.json", "1.4.0", "VERSION", "1.4.0"));
        assertThat(workspace.call(new LicenceChecker(), SAMPLE))
                .containsEntry("ok", true)
                .containsEntry("licence", "ISC");
        assertThat(workspace.call(new LeftoverChecker(), SAMPLE))
                .containsEntry("ok", true)
                .containsEntry("files", 6)
                .containsEntry("todos", 0);
    }

    @Test
    void shouldFindTheReleaseMissing() throws Exception {
        Map<String, Object> parameters = Map.of("project", "project", "version", "1.5.0");

        assertThat(messages(workspace.call(new ChangelogChecker(), parameters)))
                .containsExactly("Expected a heading with version 1.5.0 in CHANGELOG.md, but found none: add it");
        assertThat(messages(workspace.call(new VersionChecker(), parameters)))
                .containsExactly(
                        "Expected version 1.5.0 in package.json, but found 1.4.0",
                        "Expected version 1.5.0 in VERSION, but found 1.4.0");
    }

    @Test
    void shouldReadTheProjectsOwnVersionOfAPom() throws Exception {
        workspace.put(
                "m/pom.xml",
                "<project><!-- <version>0</version> --><parent><version>9</version></parent><version>1.4.0</version>"
                        + "<dependencies><dependency><version>7</version></dependency></dependencies></project>");

        assertThat(workspace.call(new VersionChecker(), Map.of("project", "m", "version", "1.4.0")))
                .containsEntry("found", Map.of("pom.xml", "1.4.0"))
                .containsEntry("ok", true);
    }

    @Test
    void shouldFindWhatMustNotBeReleased() throws Exception {
        workspace.put("project/a.txt", "x\n<<<<<<< ours\na\n=======\nb\n>>>>>>> theirs\n");
        workspace.put("project/heading.rst", "Title\n=======\n>>>>>>> quoted\n");
        workspace.put("project/key.pem", "-----BEGIN RSA " + "PRIVATE KEY-----\nabc\n");
        workspace.put("project/b.js", "// TO" + "DO one\n// FIX" + "ME two\n// TO" + "DOS are no note\n");
        workspace.put("project/node_modules/c.js", "// TO" + "DO not ours\n");
        workspace.put("project/image.bin", new byte[] {0, 1, 2});

        Map<String, Object> found = workspace.call(new LeftoverChecker(), Map.of("project", "project", "max_todos", 1));

        assertThat(found)
                .containsEntry("ok", false)
                .containsEntry("conflicts", 1)
                .containsEntry("keys", 1)
                .containsEntry("todos", 2);
        assertThat(messages(found)).anyMatch(message -> message.contains("A merge conflict is left in a.txt"));
    }

    @Test
    void shouldMissWhatAnEmptyProjectLacks() throws Exception {
        workspace.put("empty/.keep", "");

        assertThat(messages(workspace.call(new LicenceChecker(), Map.of("project", "empty"))))
                .hasSize(2);
        assertThat(workspace.call(new ChangelogChecker(), Map.of("project", "empty", "version", "1.0.0")))
                .containsEntry("ok", false);
        assertThatThrownBy(() -> workspace.call(new LicenceChecker(), Map.of("project", "none")))
                .isInstanceOfSatisfying(
                        ActionException.class, e -> assertThat(e.code()).isEqualTo("file_not_found"));
    }

    @Test
    void shouldWriteTheSignedNotes() throws Exception {
        Map<String, Object> output = workspace.call(
                new ReleaseSigner(),
                Map.of(
                        "version", "1.4.0",
                        "notes", "- A change.",
                        "checks",
                                List.of(Map.of(
                                        "name",
                                        "Licence",
                                        "ok",
                                        true,
                                        "errors",
                                        0,
                                        "warnings",
                                        1,
                                        "findings",
                                        List.of(Map.of("message", "A <note>")))),
                        "decisions",
                                List.of(Map.of(
                                        "by",
                                        "kim",
                                        "decision",
                                        "approve",
                                        "at",
                                        "2026-11-21T10:00:00Z",
                                        "comment",
                                        "Fine *by* me")),
                        "date", "2026-11-21",
                        "out", "releases"));

        String notes = workspace.get("releases/1.4.0/RELEASE-NOTES.md");
        assertThat(notes).isEqualTo("# Release 1.4.0\n\n- A change.\n");
        assertThat(field(output, "sha256")).isEqualTo(WorkspaceFiles.sha256(notes.getBytes(StandardCharsets.UTF_8)));
        assertThat(workspace.get("releases/1.4.0/CHECKLIST.md"))
                .contains(
                        "- [x] Licence: 0 errors, 1 warnings",
                        "A \\<note\\>",
                        "- kim: approve at 2026-11-21T10:00:00Z, “Fine \\*by\\* me”");
    }

    @Test
    void shouldNotTakeAPathForAVersion() {
        assertThatThrownBy(() -> workspace.call(
                        new ReleaseSigner(), Map.of("version", "../1", "notes", "x", "date", "d", "out", "o")))
                .isInstanceOfSatisfying(
                        ActionException.class, e -> assertThat(e.code()).isEqualTo("invalid_parameters"));
    }
}
