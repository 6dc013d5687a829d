package dev.weft.definitions.lower;

import dev.weft.definitions.source.Made;
import dev.weft.definitions.source.MapBuilder;
import dev.weft.definitions.source.MapNode;
import dev.weft.definitions.source.Node;
import dev.weft.definitions.source.ScalarNode;
import java.util.Collection;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Tasks of agents, and the expressions by which they get what others gave. */
public final class AgentCall {
    private static final Pattern MEMBER = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    // Words that CEL keeps for itself: none can stand behind a dot.
    private static final Set<String> RESERVED = Set.of(
            "as",
            "break",
            "const",
            "continue",
            "else",
            "false",
            "for",
            "function",
            "if",
            "import",
            "in",
            "let",
            "loop",
            "namespace",
            "null",
            "package",
            "return",
            "true",
            "var",
            "void",
            "while");

    /** What is written of a task at least: {@code "":{"action":"agent_task","agent":""},}. */
    private static final int TASK = 40;

    /** What is written of an output at least: <code>"":"${{ tasks..output }}",</code>. */
    private static final int OUTPUT = 25;

    private AgentCall() {}

    /**
     * Puts the action and the agent into a task.
     *
     * @param agent {@code null} where it is missing or wrong, which is reported already: then any stands in its place
     */
    public static void put(
            MapBuilder task, MapNode.@Nullable Entry agent, @Nullable ScalarNode name, Node place, Lowering lowering) {
        lowering.made(TASK + (name == null ? 0 : name.text().length()));
        Node behind = Made.behind(place);
        task.put("action", behind, Made.text("agent_task", behind));
        if (name == null) {
            task.put("agent", place, anyAgent(place));
        } else {
            task.put(agent == null ? Made.text("agent", name) : Made.text("agent", agent.key()), name);
        }
    }

    /** A task in the place of one that can't be read, so that what refers to it isn't wrong, too. */
    public static MapNode unreadable(Node place) {
        MapBuilder task = new MapBuilder(place);
        Node behind = Made.behind(place);
        return task.put("action", behind, Made.text("agent_task", behind))
                .put("agent", place, anyAgent(place))
                .build();
    }

    /** Tasks in the place of ones that can't be read. */
    public static MapNode unreadableTasks(Node place) {
        return new MapBuilder(place).put("unreadable", unreadable(place)).build();
    }

    /** An agent that is only known in the run, for one that can't be read. */
    public static ScalarNode anyAgent(Node place) {
        return Made.text("${{ run.id }}", place);
    }

    /** The whole inputs of a run. */
    public static ScalarNode inputs(Node place) {
        return Made.text("${{ inputs }}", place);
    }

    /**
     * The outputs of tasks by id.
     *
     * @param ids of tasks that are upstream
     */
    public static MapNode context(Collection<ScalarNode> ids, Node place) {
        MapBuilder context = new MapBuilder(place);
        ids.forEach(id -> context.put(id, output(id)));
        return context.build();
    }

    /** The outputs of all tasks upstream, by id. */
    public static ScalarNode wholeContext(Node place) {
        return Made.text("${{ tasks.transformMap(id, task, task.output) }}", place);
    }

    /** How long {@link #context} is at least in the canonical document. */
    public static long length(Collection<ScalarNode> ids) {
        return ids.stream().mapToLong(id -> OUTPUT + 2L * id.text().length()).sum();
    }

    private static ScalarNode output(ScalarNode id) {
        boolean member = MEMBER.matcher(id.text()).matches() && !RESERVED.contains(id.text());
        String path = member ? "tasks." + id.text() : "tasks['" + id.text() + "']";
        return Made.text("${{ " + path + ".output }}", id);
    }
}
