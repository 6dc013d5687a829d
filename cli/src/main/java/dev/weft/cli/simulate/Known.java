package dev.weft.cli.simulate;

import dev.weft.cli.cases.Subject;
import dev.weft.definitions.Definitions;
import dev.weft.definitions.Reading;
import dev.weft.definitions.Surroundings;
import dev.weft.definitions.agent.Agent;
import dev.weft.definitions.expression.Template;
import dev.weft.definitions.likeness.Guesses;
import dev.weft.definitions.model.Definition;
import dev.weft.definitions.model.Work;
import dev.weft.definitions.plan.PlannedTask;
import dev.weft.definitions.problem.Problem;
import dev.weft.definitions.problem.Suggestion;
import dev.weft.definitions.source.SourceText;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The definitions and agents of a simulation. A definition that a task starts and whose file isn't given is stood in for by one that
 * gives what is made up.
 *
 * @param definition {@code null} where the file has errors
 * @param others that it may start, by id; also those that are stood in for
 * @param agents that are known, by name
 * @param made ids of definitions that are stood in for
 * @param problems of all files
 */
record Known(
        @Nullable Definition definition,
        Map<String, Definition> others,
        Map<String, Agent> agents,
        Set<String> made,
        List<Problem> problems) {
    Known {
        others = Collections.unmodifiableMap(new LinkedHashMap<>(others));
        agents = Collections.unmodifiableMap(new LinkedHashMap<>(agents));
        made = Collections.unmodifiableSet(new LinkedHashSet<>(made));
        problems = List.copyOf(problems);
    }

    /**
     * Reads definitions.
     *
     * @param id of the one that is meant; {@code null} where the file holds one alone
     */
    static Known read(SourceText file, @Nullable String id, List<SourceText> more, Map<String, Agent> agents) {
        Surroundings surroundings = agents.isEmpty() ? Surroundings.UNKNOWN : Surroundings.UNKNOWN.with(agents);
        List<Problem> problems = new ArrayList<>();
        List<Definition> own = definitions(file, surroundings, problems);
        Map<String, Definition> all = new LinkedHashMap<>();
        own.forEach(one -> all.putIfAbsent(one.id(), one));
        more.forEach(
                other -> definitions(other, surroundings, problems).forEach(one -> all.putIfAbsent(one.id(), one)));
        if (problems.stream().anyMatch(Problem::isError)) {
            return new Known(null, Map.of(), agents, Set.of(), problems);
        }
        Definition definition = meant(own, id, file.name());
        Set<String> made = new LinkedHashSet<>();
        for (String child : started(all)) {
            if (!all.containsKey(child)) {
                all.put(child, standIn(child, definition, agents));
                made.add(child);
            }
        }
        return new Known(definition, all, agents, made, problems);
    }

    private static List<Definition> definitions(SourceText source, Surroundings surroundings, List<Problem> problems) {
        List<Definition> found = new ArrayList<>();
        for (Reading reading : Definitions.readAll(source, surroundings)) {
            problems.addAll(reading.problems());
            if (reading.definition() != null) {
                found.add(reading.definition());
            }
        }
        return found;
    }

    private static Definition meant(List<Definition> found, @Nullable String id, String file) {
        List<String> ids = found.stream().map(Definition::id).toList();
        if (id == null && found.size() > 1) {
            throw OptionReader.wrong("Expected one definition in " + file + ", but found " + Suggestion.list(ids)
                    + ". Say which one with --id.");
        }
        return found.stream()
                .filter(one -> id == null || one.id().equals(id))
                .findFirst()
                .orElseThrow(() -> OptionReader.wrong("Expected a definition " + id + " in " + file + ", but found "
                        + Suggestion.list(ids) + ". "
                        + Suggestion.didYouMean(String.valueOf(id), ids, "")));
    }

    /** Ids of definitions that tasks start, as far as they are written out. */
    private static Set<String> started(Map<String, Definition> definitions) {
        Set<String> started = new LinkedHashSet<>();
        Subject.of("", definitions.values(), Map.of())
                .plans()
                .values()
                .forEach(plan -> plan.tasks().forEach(task -> {
                    String child = child(task);
                    if (child != null) {
                        started.add(child);
                    }
                }));
        return started;
    }

    private static @Nullable String child(PlannedTask task) {
        return Bystanders.isOf(task.task().work(), "workflow_trigger")
                        && ((Work.ActionCall) task.task().work())
                                        .parameters()
                                        .fields()
                                        .get("workflow")
                                instanceof Template.Literal literal
                ? String.valueOf(literal.value())
                : null;
    }

    /** A definition that takes any inputs, and gives what is made up. */
    private static Definition standIn(String id, Definition starter, Map<String, Agent> agents) {
        Object outputs = Subject.of(starter.id(), List.of(starter), agents).plan().tasks().stream()
                .filter(task -> id.equals(child(task)))
                .findFirst()
                .map(task -> Guesses.of(starter, agents, Map.of(), Map.of())
                        .started()
                        .get(task.path()))
                .orElse(Map.of());
        return StandInDefinition.of(id, outputs instanceof Map<?, ?> map ? map : Map.of());
    }
}
