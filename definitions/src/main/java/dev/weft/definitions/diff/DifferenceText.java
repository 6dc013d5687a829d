package dev.weft.definitions.diff;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A difference for a terminal. Takes the data of {@link DifferenceJson}, which may come from a server. */
public final class DifferenceText {
    private static final int LONGEST = 60;
    private static final Map<String, String> TITLES = titles();

    private DifferenceText() {}

    /** Lines, each ended by a line break. */
    public static String render(JsonNode difference) {
        if (difference.path("equal").asBoolean()) {
            return "No difference in meaning.\n";
        }
        StringBuilder out = new StringBuilder();
        String part = "";
        for (JsonNode change : difference.path("changes")) {
            if (!change.path("part").asText().equals(part)) {
                part = change.path("part").asText();
                out.append(out.isEmpty() ? "" : "\n")
                        .append(TITLES.getOrDefault(part, part))
                        .append('\n');
            }
            change(change, out);
        }
        takeover(difference.path("takeover"), out.append('\n'));
        return out.toString();
    }

    private static void change(JsonNode change, StringBuilder out) {
        String name = change.path("name").asText();
        String before = change.path("before").asText();
        String kind = change.path("kind").asText();
        switch (kind) {
            case "added" -> out.append("  + ").append(name).append(whole(change, "after"));
            case "removed" -> out.append("  - ").append(name).append(whole(change, "before"));
            case "moved", "renamed" ->
                out.append("  > ").append(before).append(" is now ").append(name);
            default -> {
                if (name.isEmpty()) {
                    fields(change, "  ~ ", out);
                    return;
                }
                out.append("  ~ ").append(name);
            }
        }
        out.append('\n');
        if (!kind.equals("added") && !kind.equals("removed")) {
            fields(change, "      ", out);
        }
    }

    private static String whole(JsonNode change, String side) {
        JsonNode value = change.path("fields").path(0).path(side);
        if (!change.path("part").asText().equals("task")) {
            return ": " + shortened(value);
        }
        JsonNode needs = value.path("needs");
        List<String> ids = new ArrayList<>();
        needs.forEach(need -> ids.add(need.asText()));
        return "  " + value.path("action").asText("block")
                + (needs.isTextual() ? "  <- all" : ids.isEmpty() ? "" : "  <- " + String.join(", ", ids));
    }

    private static void fields(JsonNode change, String start, StringBuilder out) {
        for (JsonNode field : change.path("fields")) {
            String name = field.path("field").asText();
            out.append(start)
                    .append(name.isEmpty() ? "" : name + ": ")
                    .append(name.equals("needs") ? needs(field) : values(field))
                    .append('\n');
        }
    }

    private static String values(JsonNode field) {
        if (!field.has("before")) {
            return shortened(field.path("after")) + ", new";
        }
        return shortened(field.path("before"))
                + (field.has("after") ? " -> " + shortened(field.path("after")) : ", gone");
    }

    private static String needs(JsonNode field) {
        List<String> before = ids(field.path("before"));
        List<String> after = ids(field.path("after"));
        List<String> words = new ArrayList<>();
        after.stream().filter(id -> !before.contains(id)).forEach(id -> words.add("+" + id));
        before.stream().filter(id -> !after.contains(id)).forEach(id -> words.add("-" + id));
        return String.join(" ", words);
    }

    private static List<String> ids(JsonNode needs) {
        List<String> ids = new ArrayList<>();
        if (needs.isTextual()) {
            ids.add(needs.asText());
        }
        needs.forEach(need -> ids.add(need.asText()));
        return ids;
    }

    private static void takeover(JsonNode takeover, StringBuilder out) {
        out.append(
                takeover.path("possible").asBoolean()
                        ? "A run of the first could go on under the second.\n"
                        : "A run of the first could not go on under the second:\n");
        takeover.path("obstacles")
                .forEach(
                        obstacle -> out.append("  ! ").append(obstacle.asText()).append('\n'));
        takeover.path("conditions")
                .forEach(condition ->
                        out.append("  ? ").append(condition.asText()).append('\n'));
        Map<String, List<String>> fates = new LinkedHashMap<>();
        for (String fate : List.of("holds", "runs_again", "new", "gone")) {
            fates.put(fate, new ArrayList<>());
        }
        takeover.path("tasks").properties().forEach(task -> {
            String reason = task.getValue().path("reason").asText();
            fates.computeIfAbsent(task.getValue().path("fate").asText(), fate -> new ArrayList<>())
                    .add(task.getKey() + (reason.isEmpty() ? "" : " (" + reason + ")"));
        });
        fates.forEach((fate, tasks) -> {
            if (!tasks.isEmpty()) {
                out.append(String.format("  %-11s ", fate.replace('_', ' ')))
                        .append(String.join(", ", tasks))
                        .append('\n');
            }
        });
    }

    private static String shortened(JsonNode value) {
        String text = value.toString();
        int length = text.codePointCount(0, text.length());
        return length <= LONGEST ? text : text.substring(0, text.offsetByCodePoints(0, LONGEST - 1)) + "…";
    }

    private static Map<String, String> titles() {
        Map<String, String> titles = new LinkedHashMap<>();
        titles.put("input", "inputs");
        titles.put("trigger", "triggers");
        titles.put("task", "tasks");
        titles.put("output", "outputs");
        return titles;
    }
}
