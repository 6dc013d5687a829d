package dev.weft.definitions;

import dev.weft.definitions.action.ActionRegistry;
import dev.weft.definitions.action.builtin.BuiltInActions;
import dev.weft.definitions.dialect.FrontEnds;
import dev.weft.definitions.lower.Lowered;
import dev.weft.definitions.migrate.rewrite.Rewriter;
import dev.weft.definitions.migrate.rewrite.Rewriting;
import dev.weft.definitions.model.Definition;
import dev.weft.definitions.parse.DefinitionParser;
import dev.weft.definitions.parse.Draft;
import dev.weft.definitions.plan.Canonical;
import dev.weft.definitions.plan.Outline;
import dev.weft.definitions.plan.Plan;
import dev.weft.definitions.plan.Planner;
import dev.weft.definitions.problem.Problem;
import dev.weft.definitions.source.JsonReader;
import dev.weft.definitions.source.Node;
import dev.weft.definitions.source.NodeReader;
import dev.weft.definitions.source.ProblemCollector;
import dev.weft.definitions.source.SourceText;
import dev.weft.definitions.validate.Check;
import dev.weft.definitions.validate.NumberOfNeeds;
import dev.weft.definitions.validate.Rules;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The front door of the language.
 *
 * <p>{@link #read} takes what an author wrote (YAML or JSON, in any version or dialect) and gives a definition, or
 * everything that is wrong with it; {@link #readAll} takes a file that may hold several. {@link #rewrite} writes them in
 * this version. {@link #canonical} gives the one text that stands for a definition; it is what is saved and what a run
 * carries. {@link #compile} makes the plan out of that text. All of it is pure and thread safe.
 */
public final class Definitions {
    private static final ActionRegistry ACTIONS = BuiltInActions.withThirdParties();

    private Definitions() {}

    /** Reads and checks a document that holds one definition; several are a problem. */
    public static Reading read(SourceText source, Surroundings surroundings) {
        List<Reading> readings = readAll(source, surroundings);
        return readings.size() == 1 ? readings.getFirst() : SeveralDefinitions.refuse(source, readings);
    }

    /**
     * Reads and checks a document in any version or dialect of the language.
     *
     * @return a reading for each definition in it, in the order written; a single one where something is wrong with the
     *     document as a whole
     */
    public static List<Reading> readAll(SourceText source, Surroundings surroundings) {
        ProblemCollector problems = new ProblemCollector(source);
        Node node = NodeReader.readPart(problems, FrontEnds::isCertain);
        List<Lowered> all = node == null ? List.of() : FrontEnds.lower(node, problems, surroundings.actions());
        List<Reading> readings =
                all.stream().map(one -> check(one, surroundings)).toList();
        boolean partly = all.size() > 1 && problems.hasErrors();
        if (!readings.isEmpty() && !partly) {
            return readings;
        }
        Set<ProblemCollector> collectors = new LinkedHashSet<>(List.of(problems));
        all.forEach(one -> collectors.add(one.problems()));
        String from = all.isEmpty() ? null : all.getFirst().from();
        return List.of(new Reading(null, ProblemCollector.sorted(collectors), from, null, List.of()));
    }

    /**
     * Writes the definitions of a document in schema 3.0.0, with all of the author's comments, near to what they are about.
     * Reading the text gives the same definition as reading the document. One that is in 3.0.0 stays as it is.
     */
    public static Rewriting rewrite(SourceText source, Surroundings surroundings) {
        ProblemCollector problems = new ProblemCollector(source);
        Node node = NodeReader.read(problems);
        List<Lowered> all = node == null ? List.of() : FrontEnds.lower(node, problems, surroundings.actions());
        Set<ProblemCollector> collectors = new LinkedHashSet<>(List.of(problems));
        all.forEach(one -> collectors.add(one.problems()));
        boolean wrong = collectors.stream().anyMatch(ProblemCollector::hasErrors);
        return new Rewriting(
                node == null || wrong ? List.of() : Rewriter.rewrite(source, node, all),
                ProblemCollector.sorted(collectors));
    }

    private static Reading check(Lowered lowered, Surroundings surroundings) {
        ProblemCollector problems = lowered.problems();
        Node node = lowered.document();
        Draft draft = node == null ? null : DefinitionParser.parse(node, problems, surroundings.actions());
        if (draft == null || NumberOfNeeds.exceeds(draft, problems)) {
            return new Reading(null, problems.sorted(), lowered.from(), null, List.of());
        }
        Rules.check(
                new Check(draft, surroundings.agents(), surroundings.workflows(), surroundings.secrets(), problems));
        Definition definition = draft.definition();
        if (definition != null && !problems.hasErrors()) {
            CanonicalSize.check(definition, problems);
        }
        return new Reading(
                problems.hasErrors() ? null : definition,
                problems.sorted(),
                lowered.from(),
                definition,
                lowered.changes());
    }

    /** The canonical document of a definition: JSON, at most 512 KiB for one that {@link #read} has let through. */
    public static String canonical(Definition definition) {
        return Canonical.write(definition);
    }

    /** The graph of what could be read of a definition, also where its needs are wrong. */
    public static Outline outline(Definition sketch) {
        return Planner.outline(sketch);
    }

    /** sha-256 of a canonical document, in lower-case hexadecimal. */
    public static String digest(String canonical) {
        return Canonical.digest(canonical);
    }

    /**
     * Compiles a canonical document, with the actions of the class path. Checks nothing again; takes time linear in the
     * text. The caller keeps the plan.
     *
     * @throws IllegalArgumentException when the text isn't a canonical document, or one of its actions isn't there
     */
    public static Plan compile(String canonical) {
        return compile(canonical, ACTIONS);
    }

    /**
     * Compiles a canonical document.
     *
     * @throws IllegalArgumentException when the text isn't a canonical document, or one of its actions isn't there
     */
    public static Plan compile(String canonical, ActionRegistry actions) {
        ProblemCollector problems = new ProblemCollector(new SourceText("canonical document", canonical));
        Draft draft = DefinitionParser.parse(JsonReader.read(canonical), problems, actions);
        Definition definition = draft == null ? null : draft.definition();
        if (draft == null || definition == null || problems.hasErrors()) {
            List<Problem> found = problems.sorted();
            throw new IllegalArgumentException("Expected a canonical document, but found one with problems: "
                    + (found.isEmpty() ? "none is named" : found.getFirst().message()));
        }
        List<String> later = draft.later().stream()
                .map(one -> one.what() + " at " + one.node().path())
                .toList();
        return Planner.plan(definition, Canonical.digest(canonical), later);
    }
}
