package dev.weft.definitions.dialect;

import dev.weft.definitions.lower.Fields;
import dev.weft.definitions.lower.FrontEnd;
import dev.weft.definitions.lower.Head;
import dev.weft.definitions.lower.Lowered;
import dev.weft.definitions.lower.Lowering;
import dev.weft.definitions.problem.ProblemCode;
import dev.weft.definitions.source.FieldNames;
import dev.weft.definitions.source.ListNode;
import dev.weft.definitions.source.Made;
import dev.weft.definitions.source.MapBuilder;
import dev.weft.definitions.source.MapNode;
import dev.weft.definitions.source.Node;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Steps that factories do, in order or at once; a step may be a workflow itself.
 *
 * <pre>
 * steps:
 *   - {factory: research, action: analyze_market, params: {symbol: BTC}}
 *   - {factory: media, action: create_media}
 * factories: [research, media]
 * parallel: false
 * </pre>
 */
final class Factories implements FrontEnd {
    private static final Fields FILE = new Fields(
            "a workflow of factories",
            List.of("id", "name", "description", "steps", "factories", "parallel"),
            Map.of("steps", "A list of steps: steps: [{factory: research, action: analyze_market}]."));
    private static final FieldNames NAMES =
            new FieldNames(Map.of("agent", "factory", "operation", "action", "parameters", "params"));

    @Override
    public String title() {
        return "the dialect \"factories\"";
    }

    @Override
    public String recognisedBy() {
        return "steps at the top (factories)";
    }

    @Override
    public @Nullable Node mark(MapNode document) {
        MapNode.Entry steps = document.entries().get("steps");
        return steps == null ? null : steps.key();
    }

    @Override
    public @Nullable Node hint(MapNode document) {
        MapNode.Entry factories = document.entries().get("factories");
        return factories == null ? null : factories.key();
    }

    @Override
    public FieldNames names(MapNode document) {
        return NAMES;
    }

    /** Whether steps are those of the dialect "steps": they have agents, and none has a factory. */
    private static boolean isOfAgents(ListNode steps) {
        return steps.items().stream().anyMatch(step -> has(step, "agent", "agents"))
                && steps.items().stream().noneMatch(step -> has(step, "factory", "workflow"));
    }

    private static boolean has(Node step, String one, String other) {
        return step instanceof MapNode map && (map.get(one) != null || map.get(other) != null);
    }

    @Override
    public List<Lowered> lower(MapNode file, Lowering lowering) {
        Node top = Fields.top(file);
        if (file.get("steps") instanceof ListNode list && isOfAgents(list)) {
            lowering.error(
                    ProblemCode.NO_KIND,
                    Objects.requireNonNull(file.entries().get("steps")).key(),
                    "Expected steps of factories at the top, but found steps of agents, which stand in a workflow",
                    "Put it below its id: workflows: {<id>: {steps: […]}}.");
            return List.of();
        }
        MapNode document = Objects.requireNonNull(FILE.open(lowering, file, top));
        MapBuilder out = new MapBuilder(document);
        Node key = Head.write(out, lowering, document, document.entries().get("id"));
        MapNode.Entry steps = document.entries().get("steps");
        Fragments.anyInputs(out, steps == null ? top : steps.key());
        MapNode.Entry factories = document.entries().get("factories");
        if (factories != null) {
            lowering.texts("factories", factories.value());
            if (!lowering.problems().hasErrorBelow(factories.value().path()) && Lowering.isGiven(factories.value())) {
                out.put(Made.text("requires", factories.key()), factories.value());
                lowering.changes().add("factories is now requires");
            }
        }
        boolean parallel = lowering.flag("parallel", document.get("parallel"), false);
        Fragments.tasks(
                out,
                top,
                steps,
                steps == null ? null : new FactorySteps(lowering).tasks(steps.value(), parallel),
                "step",
                lowering);
        return List.of(lowering.lowered("factories", key, out.build()));
    }
}
