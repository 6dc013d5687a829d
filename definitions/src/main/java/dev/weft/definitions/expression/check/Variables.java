package dev.weft.definitions.expression.check;

import dev.cel.common.ast.CelExpr;
import dev.weft.definitions.expression.Flaw;
import dev.weft.definitions.expression.check.Type.Simple;
import dev.weft.definitions.problem.Suggestion;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The names that a piece of an expression sees: variables of macros around it, then those of the scope. */
final class Variables {
    static final Set<String> TYPES = Set.of(
            "bool", "int", "uint", "double", "string", "bytes", "list", "map", "null_type", "type", "optional_type");
    private static final Map<String, String> OTHER_LANGUAGES = Map.of(
            "True", "true",
            "False", "false",
            "None", "null",
            "nil", "null",
            "undefined", "null",
            "NULL", "null",
            "Null", "null");

    private final Names names;
    private final Reports reports;
    private final Deque<Map<String, Type>> scopes = new ArrayDeque<>();

    Variables(Names names, Reports reports) {
        this.names = names;
        this.reports = reports;
    }

    void enter() {
        scopes.push(new HashMap<>());
    }

    void leave() {
        scopes.pop();
    }

    void declare(String name, Type type) {
        scopes.element().put(name, type);
    }

    /** Whether a name means something. */
    boolean knows(String name) {
        return find(name) != null;
    }

    Type type(CelExpr ident) {
        String written = ident.ident().name();
        Type type = find(written);
        if (type != null) {
            return type;
        }
        String name = written.startsWith(".") ? written.substring(1) : written;
        if (TYPES.contains(name)) {
            return Simple.TYPE;
        }
        Absent absent = names.absent().get(name);
        if (absent != null) {
            reports.add(reports.places().whole(ident), absent);
        } else {
            unknown(ident, name);
        }
        return Simple.ANY;
    }

    private @Nullable Type find(String written) {
        if (written.startsWith(".")) {
            return names.visible().get(written.substring(1));
        }
        for (Map<String, Type> scope : scopes) {
            Type type = scope.get(written);
            if (type != null) {
                return type;
            }
        }
        return names.visible().get(written);
    }

    /** Where a name is found that was written without what it is a part of; empty where it is in none. */
    private String path(String name) {
        if (names.visible().get("inputs") instanceof Type.Fields inputs
                && inputs.fields().containsKey(name)) {
            return "inputs." + name;
        }
        boolean task = names.visible().get("tasks") instanceof Type.Fields tasks
                && (tasks.fields().containsKey(name) || tasks.absent().containsKey(name));
        return task ? "tasks." + name : "";
    }

    private void unknown(CelExpr ident, String name) {
        Set<String> known = new LinkedHashSet<>();
        scopes.forEach(scope -> known.addAll(scope.keySet()));
        known.removeIf(local -> local.startsWith("@"));
        known.addAll(names.visible().keySet());
        String other = OTHER_LANGUAGES.getOrDefault(name, path(name));
        boolean path = reports.places().isFollowedByDot(reports.places().whole(ident));
        String text = path ? "" : "Text stands in quotes: '" + name + "'. ";
        String elsewhere = other.isEmpty()
                ? ForeignPath.cure(reports.places().from(ident), names.visible())
                : "Did you mean \"" + other + "\"?";
        String hint = elsewhere.startsWith("Write ") || !other.isEmpty()
                ? elsewhere
                : Suggestion.didYouMean(
                        name, known, elsewhere.isEmpty() ? text + "Names here: " + Suggestion.list(known) : elsewhere);
        reports.add(
                Flaw.Kind.UNKNOWN_NAME,
                reports.places().whole(ident),
                "Expected a name that is known here, but found " + name,
                hint);
    }
}
