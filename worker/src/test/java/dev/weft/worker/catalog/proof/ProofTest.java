package dev.weft.worker.catalog.proof;

import static dev.weft.worker.catalog.support.HandlerFixture.messages;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.definitions.agent.AgentHandler;
import dev.weft.worker.catalog.support.HandlerFixture;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProofTest {
    @TempDir
    Path folder;

    private HandlerFixture workspace;

    @BeforeEach
    void open() {
        workspace = new HandlerFixture(folder);
    }

    @Test
    void shouldMeasureReadability() throws Exception {
        Map<String, Object> easy = check(new ReadabilityChecker(), "# T\n\nThe cat sat on the mat. It was a big cat.");
        Map<String, Object> hard = check(
                new ReadabilityChecker(),
                "# T\n\n"
                        + "Institutional considerations notwithstanding, organisational interoperability necessitates "
                        + "comprehensive multidimensional documentation of administrative responsibilities".repeat(30)
                        + ".");

        assertThat(easy).containsEntry("ok", true).containsEntry("words", 11).containsEntry("sentences", 2);
        assertThat((double) HandlerFixture.field(easy, "ease")).isGreaterThan(100);
        assertThat(messages(hard))
                .anyMatch(message -> message.contains("Flesch reading ease"))
                .anyMatch(message -> message.contains("Split it"));
    }

    @Test
    void shouldFindLinksThatLeadNowhere() throws Exception {
        workspace.put("in/there.png", "x");
        String draft = "# T\n\n[a](#here) [b](#gone) [](https://example.com) [c](javascript:alert(1)) [d](http://)\n\n"
                + "![](there.png) ![alt](missing.png) [e](../../etc/passwd) [f](mailto:a@b.c) [g](https://example.com/a)\n\n## Here\n";

        Map<String, Object> found = check(new LinkChecker(), draft);

        assertThat(found).containsEntry("links", 8).containsEntry("images", 2).containsEntry("ok", false);
        assertThat(messages(found))
                .satisfiesExactlyInAnyOrder(
                        message -> assertThat(message).contains("anchor #gone"),
                        message -> assertThat(message).contains("without words"),
                        message -> assertThat(message).contains("found javascript:"),
                        message -> assertThat(message).contains("http://"),
                        message -> assertThat(message).contains("no alternative text"),
                        message -> assertThat(message).contains("missing.png"),
                        message -> assertThat(message).contains("outside of the workspace"));
    }

    @Test
    void shouldFindInconsistencies() throws Exception {
        Map<String, Object> found = check(
                new ConsistencyChecker(),
                "# T\n\nThe the e-mail came as an email (really. Its colour and color differ in JavaScript and Javascript.\n\n"
                        + "`the the` in code “is” \"fine\".\n");

        assertThat(messages(found))
                .satisfiesExactlyInAnyOrder(
                        message -> assertThat(message).contains("The the"),
                        message -> assertThat(message).contains("1 “(” but 0 “)”"),
                        message -> assertThat(message).contains("e-mail, email"),
                        message -> assertThat(message).contains("color, colour"),
                        message -> assertThat(message).contains("JavaScript, javascript"),
                        message -> assertThat(message).contains("Straight and curly"));
    }

    @Test
    void shouldFindWhatIsTooLongOrTooShort() throws Exception {
        Map<String, Object> found = check(
                new LengthChecker(),
                "# " + "Long title ".repeat(9) + "\n\nLead.\n\n## One\n\n" + "word ".repeat(210)
                        + "\n\n### Empty\n\n## Two\n\nText.");

        assertThat(found).containsEntry("sections", 3);
        assertThat(messages(found))
                .satisfiesExactlyInAnyOrder(
                        message -> assertThat(message).contains("A title of"),
                        message -> assertThat(message).contains("A paragraph of 210 words"),
                        message -> assertThat(message).contains("“Empty” is empty"));
    }

    @Test
    void shouldCountAllFindingsButListTwenty() throws Exception {
        Map<String, Object> found = check(new ConsistencyChecker(), "# T\n\n" + "so so. ".repeat(50));

        assertThat(found).containsEntry("warnings", 50L);
        assertThat(messages(found)).hasSize(20);
    }

    private Map<String, Object> check(AgentHandler checker, String draft) throws Exception {
        workspace.put("draft.md", draft);
        return workspace.call(checker, Map.of("draft", "draft.md", "source", "in/a.md"));
    }
}
