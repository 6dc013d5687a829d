package dev.weft.definitions.expression.check;

import dev.weft.definitions.problem.Suggestion;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Paths that begin with a name of another language.
 *
 * <pre>steps.fetch.outputs.path   ✗ write tasks.fetch.output.path</pre>
 */
final class ForeignPath {
    private static final Pattern PATH =
            Pattern.compile("^(\\w+)\\s*(?:\\.\\s*(\\w+)|\\[\\s*['\"]([\\w-]+)['\"]\\s*])?(?:\\.(\\w+))?");
    private static final Set<String> TASKS = Set.of(
            "steps", "step", "task", "needs", "jobs", "nodes", "task_result", "task_results", "results", "result");
    private static final Set<String> INPUTS = Set.of(
            "context",
            "vars",
            "var",
            "variables",
            "params",
            "param",
            "parameters",
            "input",
            "args",
            "data",
            "workflow_input",
            "workflow_inputs",
            "trigger");

    private ForeignPath() {}

    /**
     * What to write instead; empty where nothing is known of it.
     *
     * @param text from the first name on
     * @param visible names of the scope
     */
    static String cure(String text, Map<String, Type> visible) {
        Matcher path = PATH.matcher(text);
        if (!path.find()) {
            return "";
        }
        String root = path.group(1);
        String member = path.group(2) != null ? path.group(2) : path.group(3) != null ? path.group(3) : "";
        if (root.equals("env")) {
            return environment(member, visible);
        }
        if (TASKS.contains(root) && visible.containsKey("tasks")) {
            boolean known = !member.isEmpty() && has(visible, "tasks", member);
            return known
                    ? "Write tasks" + after(member) + what(path.group(4))
                    : "What a task gave is tasks.ID.output" + among(visible, "tasks");
        }
        if (INPUTS.contains(root) && visible.containsKey("inputs")) {
            if (has(visible, "inputs", member)) {
                return "Write inputs" + after(member);
            }
            return has(visible, "tasks", member)
                    ? "Write tasks" + after(member) + ".output"
                    : "What a run is started with is inputs.NAME" + among(visible, "inputs");
        }
        return root.equals("workflow") && visible.containsKey("run") ? "What is known of the run is in run" : "";
    }

    private static String environment(String name, Map<String, Type> visible) {
        return has(visible, "inputs", name)
                ? "Write inputs" + after(name)
                : "Expressions see no environment: "
                        + (visible.get("inputs") instanceof Type.Fields
                                ? "declare it below inputs"
                                : "give it as an input, inputs" + after(name.isEmpty() ? "NAME" : name))
                        + ", or, of a secret, write secrets."
                        + (name.isEmpty() ? "NAME" : name) + " as a parameter of its own";
    }

    private static String what(@Nullable String field) {
        return switch (field == null ? "" : field) {
            case "status", "result", "state", "conclusion", "outcome" -> ".status";
            case "error" -> ".error";
            default -> ".output";
        };
    }

    private static boolean has(Map<String, Type> visible, String root, String member) {
        return visible.get(root) instanceof Type.Fields fields
                && (fields.fields().containsKey(member) || fields.absent().containsKey(member));
    }

    private static String among(Map<String, Type> visible, String root) {
        return visible.get(root) instanceof Type.Fields fields
                        && !fields.fields().isEmpty()
                ? "; " + root + " here: " + Suggestion.list(fields.fields().keySet())
                : "";
    }

    private static String after(String member) {
        return member.contains("-") ? "['" + member + "']" : "." + member;
    }
}
