package dev.weft.definitions.migrate;

import dev.weft.definitions.lower.Fields;
import dev.weft.definitions.source.FieldNames;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Which fields a document of an older version may have, and what to say of those that came later. */
final class OldFields {
    private static final List<String> TASK =
            List.of("id", "name", "description", "agent_id", "action", "parameters", "dependencies");
    private static final Map<String, String> RENAMED = Map.of(
            "agent", "agent_id",
            "needs", "dependencies",
            "when", "conditions",
            "timeout", "timeout_seconds",
            "retry", "retry_count");
    private static final List<String> LATER_TASK = List.of(
            "agent",
            "needs",
            "when",
            "timeout",
            "retry",
            "join",
            "capability",
            "operation",
            "tasks",
            "mode",
            "outputs",
            "for_each",
            "repeat",
            "deadline",
            "heartbeat",
            "sla",
            "on_failure",
            "compensate",
            "concurrency",
            "cache",
            "placement",
            "resources");
    private static final List<String> LATER =
            List.of("labels", "inputs", "policy", "requires", "defaults", "triggers", "outputs");

    private OldFields() {}

    /** Of a document. */
    static Fields document(String version) {
        Map<String, String> later = new LinkedHashMap<>();
        LATER.forEach(name -> later.put(name, knownFrom(name, "3.0.0")));
        return new Fields(
                "a definition of version " + version,
                List.of("version", "id", "name", "description", "tasks"),
                Map.of("tasks", "What is done, a map from ids to tasks, or a list of tasks with ids."),
                later,
                Map.of());
    }

    /** Of a task. */
    static Fields task(String version) {
        List<String> names = new ArrayList<>(TASK);
        Map<String, String> later = new LinkedHashMap<>();
        boolean known = true;
        for (Migration migration : Versions.CHAIN) {
            known &= !migration.from().equals(version);
            for (String name : migration.taskFields()) {
                if (known) {
                    names.add(name);
                } else {
                    later.put(name, knownFrom(name, migration.to()));
                }
            }
        }
        for (String name : LATER_TASK) {
            String old = RENAMED.get(name);
            later.put(
                    name,
                    names.contains(String.valueOf(old))
                            ? "It has that name from version 3.0.0 on; here it is \"" + old + "\"."
                            : knownFrom(name, "3.0.0"));
        }
        return new Fields(
                "a task of version " + version,
                names,
                Map.of("action", "What it does, such as action: agent_task."),
                later,
                Map.of("agent", "agent_id", "needs", "dependencies"));
    }

    /** What tasks' fields are called in a version. */
    static FieldNames names(String version) {
        List<String> known = task(version).names();
        Map<String, String> names = new LinkedHashMap<>();
        known.forEach(name -> names.put(name, name));
        RENAMED.forEach((today, old) -> {
            if (known.contains(old)) {
                names.put(today, old);
            }
        });
        return new FieldNames(names);
    }

    private static String knownFrom(String name, String version) {
        return "\"" + name + "\" is known from version " + version + " on"
                + (version.equals("3.0.0") ? "." : ": write version: \"" + version + "\" or a later one.");
    }
}
