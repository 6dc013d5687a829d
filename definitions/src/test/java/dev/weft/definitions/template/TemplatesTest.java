package dev.weft.definitions.template;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.definitions.Definitions;
import dev.weft.definitions.Reading;
import dev.weft.definitions.Surroundings;
import dev.weft.definitions.catalog.Catalog;
import dev.weft.definitions.input.InputFailure;
import dev.weft.definitions.model.Task;
import dev.weft.definitions.plan.Plan;
import dev.weft.definitions.plan.PlannedTask;
import dev.weft.definitions.problem.ProblemPrinter;
import dev.weft.definitions.source.SourceText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The templates that come with Weft, and what becomes of values. */
class TemplatesTest {
    private static final Path VERSIONS = Path.of("src/test/resources/templates/versions.txt");

    static Stream<DefinitionTemplate> templates() {
        return Templates.all().stream();
    }

    static DefinitionTemplate template(String id) {
        return Templates.find(id).orElseThrow();
    }

    static Reading made(DefinitionTemplate template, Map<String, ? extends @Nullable Object> values) {
        Making making = template.make(template.defaultId(), values);
        assertThat(making).isInstanceOf(Making.Made.class);
        String text = ((Making.Made) making).text();
        return Definitions.read(new SourceText(template.id() + ".yaml", text), Surroundings.UNKNOWN);
    }

    private static List<String> refused(String id, Map<String, ? extends @Nullable Object> values) {
        Making making = template(id).make(id, values);
        assertThat(making).isInstanceOf(Making.Refused.class);
        return ((Making.Refused) making)
                .failures().stream().map(InputFailure::toString).toList();
    }

    @Test
    void shouldBeTheTen() {
        assertThat(Templates.ids())
                .containsExactly(
                        "approval_chain",
                        "parallel_processing",
                        "sequential_pipeline",
                        "conditional_workflow",
                        "batch",
                        "event_driven",
                        "saga",
                        "human_in_the_loop_review",
                        "scheduled_report",
                        "etl_with_quality_gates");
        assertThat(Catalog.load().templates().keySet()).containsExactlyElementsOf(Templates.ids());
    }

    @ParameterizedTest
    @MethodSource("templates")
    void shouldMakeADefinitionWithoutProblemsOfItsExample(DefinitionTemplate template) {
        assertThat(problems(template, template.example())).isEmpty();
    }

    /** Each parameter that chooses among lines is given each of its values, beside the example's. */
    @ParameterizedTest
    @MethodSource("templates")
    void shouldMakeADefinitionWithoutProblemsWhicheverWayAParameterGoes(DefinitionTemplate template) {
        for (TemplateParameter parameter : template.parameters()) {
            List<Object> values = new ArrayList<>(parameter.choices());
            if (parameter.choices().isEmpty() && "".equals(parameter.schema().get("default"))) {
                values.add("somebody");
                values.add("");
            }
            for (Object value : values) {
                Map<String, @Nullable Object> given = new LinkedHashMap<>(template.example());
                given.put(parameter.name(), value);

                assertThat(problems(template, given))
                        .as(parameter.name() + "=" + value)
                        .isEmpty();
            }
        }
    }

    private static String problems(DefinitionTemplate template, Map<String, @Nullable Object> given) {
        Reading reading = made(template, given);
        String printed = new ProblemPrinter(false).print(reading.problems());
        if (reading.definition() != null) {
            Plan plan = Definitions.compile(Definitions.canonical(reading.definition()));
            assertThat(plan.definition().id()).isEqualTo(template.defaultId());
            assertThat(plan.later()).as("can be started").isEmpty();
            assertThat(plan.tasks())
                    .extracting(PlannedTask::task)
                    .allSatisfy(task -> assertThat(task.name()).isNotEmpty());
            assertThat(plan.definition().labels())
                    .containsEntry("template", template.id())
                    .containsEntry("template_version", template.version());
        }
        return printed;
    }

    /** A template whose text changed has another version, so that people can tell what theirs was made of. */
    @Test
    void shouldHaveAnotherVersionWhereTheTextIsAnother() throws IOException {
        Map<String, String> known = new LinkedHashMap<>();
        Files.readAllLines(VERSIONS).forEach(line -> known.put(line.split(" ")[0], line.split(" ")[1]));
        Map<String, String> now = new LinkedHashMap<>(known);
        Catalog.load().templates().forEach((id, text) -> {
            String version = id + "@" + template(id).version();
            String digest = Definitions.digest(text);
            assertThat(known.getOrDefault(version, digest))
                    .as("%s was released with another text: give it another version", version)
                    .isEqualTo(digest);
            now.put(version, digest);
        });
        if (Boolean.getBoolean("corpus.update")) {
            Files.write(
                    VERSIONS,
                    now.entrySet().stream()
                            .map(one -> one.getKey() + " " + one.getValue())
                            .toList());
            return;
        }
        assertThat(known).as("-Dcorpus.update=true adds a new version").isEqualTo(now);
    }

    @Test
    void shouldTakeTextsThatSomebodyTyped() {
        Map<String, String> typed = new LinkedHashMap<>();
        typed.put("worker_agent_1", "1");
        typed.put("worker_agent_2", "CB");
        typed.put("max_attempts", "7");
        DefinitionTemplate template = template("parallel_processing");

        Map<String, @Nullable Object> values = template.coerce(typed);

        assertThat(values).containsEntry("worker_agent_1", "1").containsEntry("max_attempts", 7L);
        assertThat(Objects.requireNonNull(made(template, values).definition()).tasks())
                .extracting(Task::id)
                .containsExactly("parts", "part_1", "part_2", "results");
    }

    @Test
    void shouldSayEverythingThatIsWrongAtItsPlaceWithTheCure() {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        values.put("request_titel", "Budget");
        values.put("level1_approver", "alice");
        values.put("level3_approver", "not a name");
        values.put("four_eyes", "perhaps");
        values.put("escalate_to", "${{ inputs.x }}");

        assertThat(refused("approval_chain", values))
                .containsExactly(
                        "parameters.request_title: expected a value, as it has no default, but found none. What is asked for, in one line",
                        "parameters.level2_approver: expected a value, as there is a level3_approver, but found none. Count from 1 without a gap.",
                        "parameters.level2_approver: expected text that matches ^(anyone|(user:|role:)?[A-Za-z0-9_.@-]+)$, but found string \"not a name\". Who decides at level N: a person such as alice, role:editor or anyone",
                        "parameters.escalate_to: expected text that matches ^(|anyone|(user:|role:)?[A-Za-z0-9_.@-]+)$, but found string \"${{ inputs.x }}\". Who is asked in the place of a level that didn't answer in time; empty for nobody",
                        "parameters.escalate_to: expected a value, but found an expression: ${{. What a template is given is taken as it is. Write expressions into the definition that it makes.",
                        "parameters.four_eyes: expected boolean, but found string \"perhaps\". The person who started the run may not decide",
                        "parameters.request_titel: expected one of the parameters of approval_chain, but found \"request_titel\". Did you mean \"request_title\"?");
    }

    @Test
    void shouldRefuseAnUndoingWithoutAStep() {
        assertThat(refused("saga", Map.of("step1_agent", "a", "undo1_agent", "b", "undo2_agent", "c")))
                .containsExactly(
                        "parameters.undo2_agent: expected a step2_agent to which it belongs, but found none. Give step2_agent, or leave this one out.");
    }

    @Test
    void shouldLeaveValuesWhatTheyAre() {
        String nasty = "a \"b\" \\ #c: {d} - [e] 'f' @{id} \n g: h";

        Reading reading = made(template("approval_chain"), Map.of("request_title", nasty, "level1_approver", "anyone"));

        assertThat(Objects.requireNonNull(reading.definition()).name()).isEqualTo(nasty);
        assertThat(Objects.requireNonNull(
                                Objects.requireNonNull(reading.definition().inputs())
                                        .get("subject"))
                        .defaultValue())
                .isEqualTo(nasty);
    }

    @Test
    void shouldSayHowItWasMadeInAWayThatAShellTakes() {
        Making making = template("approval_chain")
                .make("c", Map.of("request_title", "it's \"1\"\nand\\more", "level1_approver", "anyone"));

        assertThat(((Making.Made) making).text().lines().skip(1).findFirst().orElseThrow())
                .startsWith("#   weft create approval_chain --id c ")
                .contains(" --param $'request_title=it\\'s \"1\"\\u000aand\\\\more'");
    }

    @Test
    void shouldSayHowItWasMade() {
        Making making = template("batch").make("nightly", Map.of("worker_agent", "importer"));

        assertThat(((Making.Made) making).text())
                .startsWith(
                        "# Template batch 1.0.0, made by:\n#   weft create batch --id nightly --param worker_agent=importer\n");
    }
}
