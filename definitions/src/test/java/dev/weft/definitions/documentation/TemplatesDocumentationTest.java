package dev.weft.definitions.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.definitions.template.TemplatePage;
import dev.weft.definitions.template.Templates;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/**
 * The reference of templates is written from their files. With {@code -Dcorpus.update=true} it is written instead of
 * compared. What its examples make is run by the worker's {@code TemplatesRunTest}.
 */
final class TemplatesDocumentationTest {
    private static final Path PAGE = Path.of("../docs/templates.md");

    @Test
    void shouldHaveEveryTemplateOnItsPage() throws IOException {
        StringBuilder page = new StringBuilder("""
                # Templates

                A template is a text of a definition with parameters. `weft create TEMPLATE --param NAME=VALUE` makes a definition of it
                and saves it; with `--to FILE` it is written to a file, and yours to change. `weft templates` lists them, `weft
                templates TEMPLATE` says what one takes. Over HTTP: [`/api/templates`](api.md#templates).

                * Parameters are typed; everything that is wrong with them is said at once. A numbered one is given as often as wanted,
                  from 1: `level1_approver`, `level2_approver`.
                * What a parameter is given stays what it is: a text never becomes an expression. Expressions are written into the
                  definition.
                * The definition is an ordinary one. Its first lines say how it was made, its labels `template` and
                  `template_version` of what. Another text of a template is another version; what was made of it before stays.
                * Agents are named, and must be there when a run starts. An agent that fails, or is slow, is tried again as the
                  parameters say.
                * `weft create my.template.yaml` takes a template of your own: a head like those in `definitions/catalog/templates`, a
                  line `---`, and the lines of the definition ([ADR 50](adr/0050-templates-are-lines-with-holes.md)).

                """);
        page.append(TemplatePage.list(Templates.all()));
        Templates.all().forEach(template -> page.append('\n').append(TemplatePage.section(template)));
        if (Boolean.getBoolean("corpus.update")) {
            Files.writeString(PAGE, page.toString());
            return;
        }
        assertThat(page.toString()).isEqualTo(Files.readString(PAGE));
    }
}
