package dev.weft.cli.cases;

import dev.weft.definitions.Definitions;
import dev.weft.definitions.Reading;
import dev.weft.definitions.Surroundings;
import dev.weft.definitions.agent.Agent;
import dev.weft.definitions.agent.AgentCatalog;
import dev.weft.definitions.model.Definition;
import dev.weft.definitions.problem.Problem;
import dev.weft.definitions.problem.ProblemCode;
import dev.weft.definitions.problem.Suggestion;
import dev.weft.definitions.source.Node;
import dev.weft.definitions.source.ProblemCollector;
import dev.weft.definitions.source.ScalarNode;
import dev.weft.definitions.source.SourceText;
import dev.weft.definitions.template.DefinitionTemplate;
import dev.weft.definitions.template.Making;
import dev.weft.definitions.template.TemplateException;
import dev.weft.definitions.template.TemplateReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads what a file of tests is about: its definition, those that it starts, and their agents. */
final class SubjectReader {
    private final Path folder;
    private final ProblemCollector problems;
    private final List<Problem> others = new ArrayList<>();
    private final Map<String, Definition> definitions = new LinkedHashMap<>();
    private boolean wrong;

    private SubjectReader(Path folder, ProblemCollector problems) {
        this.folder = folder;
        this.problems = problems;
    }

    /**
     * What came of it.
     *
     * @param problems of other files than that of the tests
     */
    record Read(@Nullable Subject subject, List<Problem> problems) {}

    static Read read(Fields fields, Path folder, ProblemCollector problems) {
        SubjectReader reader = new SubjectReader(folder, problems);
        Subject subject = reader.subject(fields);
        return new Read(subject, reader.others);
    }

    private @Nullable Subject subject(Fields fields) {
        boolean made = fields.has("template");
        String what = made ? "template" : "definition";
        fields.required(what);
        Node main = fields.node(what);
        if (!(main instanceof ScalarNode file)) {
            return null;
        }
        if (made && fields.has("definition")) {
            error(
                    ProblemCode.CONFLICT,
                    file,
                    "Expected either a definition or a template, but found both",
                    "Write a file of tests for each.");
        }
        String id = fields.text("id");
        List<Definition> first = made ? made(file, fields) : definitions(file);
        Definition tested = tested(first, id, file, fields.node("id"));
        first.forEach(one -> definitions.putIfAbsent(one.id(), one));
        fields.list("definitions").forEach(other -> {
            if (other instanceof ScalarNode scalar) {
                definitions(scalar).forEach(one -> definitions.putIfAbsent(one.id(), one));
            }
        });
        Map<String, Agent> agents = agents(fields);
        if (tested == null || wrong || others.stream().anyMatch(Problem::isError)) {
            return null;
        }
        return Subject.of(tested.id(), definitions.values(), agents);
    }

    private @Nullable Definition tested(
            List<Definition> found, @Nullable String id, Node file, @Nullable Node written) {
        if (found.isEmpty()) {
            return null;
        }
        List<String> ids = found.stream().map(Definition::id).toList();
        if (id == null && found.size() > 1) {
            error(
                    ProblemCode.SEVERAL_DEFINITIONS,
                    file,
                    "Expected one definition, but found " + Suggestion.list(ids),
                    "Say which one with id: " + ids.getFirst() + ".");
            return null;
        }
        for (Definition one : found) {
            if (id == null || one.id().equals(id)) {
                return one;
            }
        }
        error(
                ProblemCode.UNKNOWN_WORKFLOW,
                written == null ? file : written,
                "Expected the id of a definition in the file, but found \"" + id + '"',
                Suggestion.didYouMean(String.valueOf(id), ids, "There is " + Suggestion.list(ids) + "."));
        return null;
    }

    private List<Definition> definitions(ScalarNode file) {
        SourceText text = text(file);
        return text == null ? List.of() : definitions(text);
    }

    /** What is made of a template, with the values of its example where none are given. */
    private List<Definition> made(ScalarNode file, Fields fields) {
        SourceText text = text(file);
        if (text == null) {
            return List.of();
        }
        DefinitionTemplate template;
        try {
            template = TemplateReader.read(text.name(), text.text());
        } catch (TemplateException e) {
            error(ProblemCode.VALUE, file, "Expected a template, but found: " + e.getMessage(), "");
            return List.of();
        }
        Node given = fields.node("parameters");
        Map<String, @Nullable Object> values = given == null ? template.example() : fields.values("parameters");
        return switch (template.make(template.defaultId(), values)) {
            case Making.Made made -> definitions(new SourceText(text.name(), made.text()));
            case Making.Refused refused -> {
                refused.failures()
                        .forEach(failure -> error(
                                ProblemCode.VALUE, given == null ? file : given, failure.message(), failure.hint()));
                yield List.of();
            }
        };
    }

    private List<Definition> definitions(SourceText text) {
        List<Definition> found = new ArrayList<>();
        for (Reading reading : Definitions.readAll(text, Surroundings.UNKNOWN)) {
            reading.problems().stream().filter(Problem::isError).forEach(others::add);
            if (reading.definition() != null) {
                found.add(reading.definition());
            }
        }
        return found;
    }

    private @Nullable SourceText text(ScalarNode file) {
        Path path = path(file);
        if (path == null) {
            return null;
        }
        if (!Files.isRegularFile(path)) {
            error(
                    ProblemCode.VALUE,
                    file,
                    "Expected the file of a definition, but "
                            + (Files.exists(path) ? "found a folder" : "there is none") + " at " + path,
                    "Paths start from the folder of this file.");
            return null;
        }
        try {
            return new SourceText(path.toString(), new String(Files.readAllBytes(path), StandardCharsets.UTF_8));
        } catch (IOException e) {
            error(ProblemCode.VALUE, file, "Expected a file that can be read, but found: " + e.getMessage(), "");
            return null;
        }
    }

    private @Nullable Path path(ScalarNode file) {
        try {
            return folder.resolve(file.text()).normalize();
        } catch (InvalidPathException e) {
            error(ProblemCode.VALUE, file, "Expected a path, but found " + file.describe(), "");
            return null;
        }
    }

    private void error(ProblemCode code, Node at, String message, String hint) {
        wrong = true;
        problems.error(code, at, message, hint);
    }

    private Map<String, Agent> agents(Fields fields) {
        Map<String, Agent> agents = new LinkedHashMap<>();
        for (Node one : fields.list("agents")) {
            Path path = one instanceof ScalarNode scalar ? path(scalar) : null;
            if (path == null) {
                continue;
            }
            if (!Files.isDirectory(path)) {
                error(
                        ProblemCode.VALUE,
                        one,
                        "Expected a folder of agents' files, but there is none at " + path,
                        "Without agents each that a task names is stood in for.");
                continue;
            }
            try {
                AgentCatalog catalog = AgentCatalog.ofFolder(path);
                catalog.problems().values().stream()
                        .flatMap(List::stream)
                        .filter(Problem::isError)
                        .forEach(others::add);
                agents.putAll(catalog.agents());
            } catch (IOException e) {
                error(ProblemCode.VALUE, one, "Expected a folder that can be read, but found: " + e.getMessage(), "");
            }
        }
        return agents;
    }
}
