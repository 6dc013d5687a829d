package dev.weft.cli.cases;

import dev.weft.cli.cases.SubjectReader.Read;
import dev.weft.definitions.problem.Problem;
import dev.weft.definitions.problem.ProblemCode;
import dev.weft.definitions.problem.Severity;
import dev.weft.definitions.problem.Suggestion;
import dev.weft.definitions.source.MapNode;
import dev.weft.definitions.source.Node;
import dev.weft.definitions.source.NodeReader;
import dev.weft.definitions.source.ProblemCollector;
import dev.weft.definitions.source.SourceText;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** From the text of a {@code *.test.yaml} to its cases, or everything that is wrong with it. */
public final class TestFiles {
    private static final List<String> FIELDS =
            List.of("definition", "id", "template", "parameters", "definitions", "agents", "defaults", "tests");

    private TestFiles() {}

    /**
     * Reads a file of tests, and what it names.
     *
     * @param folder that the paths in it start from
     */
    public static TestFile read(SourceText source, Path folder) {
        ProblemCollector problems = new ProblemCollector(source);
        Node node = NodeReader.read(problems);
        if (node instanceof MapNode map && isDefinition(map)) {
            definition(map, source, problems);
            return new TestFile(source, null, List.of(), problems.sorted());
        }
        Fields fields = node == null ? null : Fields.of(problems, node, "a file of tests", FIELDS);
        if (fields == null) {
            return new TestFile(source, null, List.of(), problems.sorted());
        }
        Read read = SubjectReader.read(fields, folder, problems);
        Subject subject = read.subject();
        List<TestCase> cases = subject == null ? List.of() : cases(fields, subject, problems);
        List<Problem> all = new ArrayList<>(problems.sorted());
        all.addAll(read.problems());
        return new TestFile(source, subject, problems.hasErrors() ? List.of() : cases, all);
    }

    private static boolean isDefinition(MapNode map) {
        boolean tests = map.get("tests") != null || map.get("definition") != null || map.get("template") != null;
        return !tests && map.get("tasks") != null;
    }

    private static void definition(MapNode map, SourceText source, ProblemCollector problems) {
        problems.add(
                ProblemCode.VALUE,
                Severity.ERROR,
                map.entries().values().iterator().next().key().span(),
                map.path(),
                "Expected a file of tests, but found a definition",
                "Write tests of it in a file of their own: definition: " + source.name() + ". «weft simulate "
                        + source.name() + "» shows what it would do.");
    }

    private static List<TestCase> cases(Fields fields, Subject subject, ProblemCollector problems) {
        MapNode defaults = fields.map("defaults");
        CaseReader reader = new CaseReader(problems, subject);
        CaseReader.Shared shared = reader.shared(defaults);
        List<TestCase> cases = new ArrayList<>();
        Map<String, Node> names = new LinkedHashMap<>();
        for (Node one : fields.list("tests")) {
            TestCase read = reader.read(one, shared);
            if (read != null) {
                Node first = names.putIfAbsent(read.name(), read.at());
                if (first != null) {
                    problems.error(
                            ProblemCode.VALUE,
                            read.at(),
                            "Expected a name of its own, but found \"" + read.name() + "\", which another test has",
                            "Say what is different about this one.");
                }
                cases.add(read);
            }
        }
        if (fields.list("tests").isEmpty()) {
            noTests(fields, problems);
        }
        return cases;
    }

    private static void noTests(Fields fields, ProblemCollector problems) {
        @Nullable Node written = fields.node("tests");
        problems.error(
                written == null ? ProblemCode.MISSING_FIELD : ProblemCode.EMPTY,
                written == null ? fields.at() : written,
                "Expected \"tests\": a list of cases, but found none",
                "Add tests: [{name: …, inputs: {…}, mocks: {…}, expect: {…}}].");
    }

    /** Says that a task isn't there. */
    static void unknownTask(ProblemCollector problems, Node at, TaskPath path, Subject subject) {
        if (!subject.plans().containsKey(path.workflow())) {
            problems.error(
                    ProblemCode.UNKNOWN_WORKFLOW,
                    at,
                    "Expected a task of " + Suggestion.list(subject.plans().keySet()) + ", but found one of \""
                            + path.workflow() + '"',
                    "Name the file of that definition in definitions.");
            return;
        }
        List<String> known = subject.plans().get(path.workflow()).tasks().stream()
                .map(task -> task.path())
                .toList();
        problems.error(
                ProblemCode.UNKNOWN_TASK,
                at,
                "Expected the path of a task of " + path.workflow() + ", but found \"" + path.path() + '"',
                Suggestion.didYouMean(path.planned(), known, "Its tasks are " + Suggestion.list(known) + "."));
    }
}
