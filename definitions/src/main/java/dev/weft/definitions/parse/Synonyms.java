package dev.weft.definitions.parse;

import dev.weft.definitions.problem.Suggestion;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Words of other products for what this language has a word for. */
final class Synonyms {
    private static final Map<String, List<String>> MEANT = Map.ofEntries(
            Map.entry("ignore", List.of("skip")),
            Map.entry("continue", List.of("skip", "allow_all")),
            Map.entry("abort", List.of("fail")),
            Map.entry("stop", List.of("fail")),
            Map.entry("error", List.of("fail")),
            Map.entry("suspend", List.of("pause")),
            Map.entry("hold", List.of("pause")),
            Map.entry("manual", List.of("pause", "approval_gate")),
            Map.entry("undo", List.of("rollback")),
            Map.entry("revert", List.of("rollback")),
            Map.entry("compensate", List.of("rollback")),
            Map.entry("serial", List.of("sequential")),
            Map.entry("series", List.of("sequential")),
            Map.entry("ordered", List.of("sequential")),
            Map.entry("concurrent", List.of("parallel")),
            Map.entry("async", List.of("parallel", "remote")),
            Map.entry("all_success", List.of("success")),
            Map.entry("all_succeeded", List.of("success")),
            Map.entry("all", List.of("all_completed")),
            Map.entry("all_done", List.of("always")),
            Map.entry("finally", List.of("always")),
            Map.entry("any", List.of("any_completed")),
            Map.entry("one_success", List.of("any_completed")),
            Map.entry("inline", List.of("local")),
            Map.entry("fast", List.of("local")),
            Map.entry("quick", List.of("local")),
            Map.entry("default", List.of("auto")),
            Map.entry("wait", List.of("queue", "buffer_all")),
            Map.entry("drop", List.of("reject", "skip")),
            Map.entry("cancel", List.of("replace", "cancel_other")),
            Map.entry("allow", List.of("allow_all")),
            Map.entry("skip", List.of("continue")),
            Map.entry("remove", List.of("delete")),
            Map.entry("rm", List.of("delete")),
            Map.entry("rename", List.of("move")),
            Map.entry("mv", List.of("move")),
            Map.entry("cp", List.of("copy")),
            Map.entry("ls", List.of("list")),
            Map.entry("save", List.of("write")),
            Map.entry("create", List.of("write")),
            Map.entry("failure", List.of("attempt")),
            Map.entry("http", List.of("api_call")),
            Map.entry("https", List.of("api_call")),
            Map.entry("http_request", List.of("api_call")),
            Map.entry("request", List.of("api_call")),
            Map.entry("rest", List.of("api_call")),
            Map.entry("shell", List.of("command")),
            Map.entry("bash", List.of("command")),
            Map.entry("script", List.of("command")),
            Map.entry("exec", List.of("command")),
            Map.entry("run", List.of("command")),
            Map.entry("approval", List.of("approval_gate")),
            Map.entry("approve", List.of("approval_gate")),
            Map.entry("human", List.of("approval_gate")),
            Map.entry("gate", List.of("approval_gate")),
            Map.entry("sleep", List.of("wait")),
            Map.entry("delay", List.of("wait")),
            Map.entry("timer", List.of("wait")),
            Map.entry("file", List.of("file_operation")),
            Map.entry("agent", List.of("agent_task")),
            Map.entry("workflow", List.of("workflow_trigger")),
            Map.entry("subworkflow", List.of("workflow_trigger")),
            Map.entry("sub_workflow", List.of("workflow_trigger")),
            Map.entry("condition", List.of("condition_check")),
            Map.entry("switch", List.of("condition_check")),
            Map.entry("branch", List.of("condition_check")),
            Map.entry("set", List.of("transform")),
            Map.entry("map", List.of("transform")),
            Map.entry("publish", List.of("emit_event")),
            Map.entry("signal", List.of("wait_for_event")),
            Map.entry("utf_8", List.of("text")),
            Map.entry("utf8", List.of("text")),
            Map.entry("string", List.of("text")),
            Map.entry("plain", List.of("text")),
            Map.entry("binary", List.of("base64")),
            Map.entry("bytes", List.of("base64")),
            Map.entry("throw", List.of("fail")),
            Map.entry("raise", List.of("fail")));

    private Synonyms() {}

    /** «Did you mean "X"?», for a word that is spelt nearly so or means the same; else {@code otherwise}. */
    static String didYouMean(String wrong, Collection<String> known, String otherwise) {
        String same = synonym(wrong, known);
        return same == null ? Suggestion.didYouMean(wrong, known, otherwise) : "Did you mean \"" + same + "\"?";
    }

    /** The word that is nearly spelt so or means the same; {@code null} for none. */
    static @Nullable String meant(String wrong, Collection<String> known) {
        String same = synonym(wrong, known);
        return same == null ? Suggestion.nearest(wrong, known) : same;
    }

    private static @Nullable String synonym(String wrong, Collection<String> known) {
        return MEANT.getOrDefault(wrong.strip().toLowerCase(Locale.ROOT).replace('-', '_'), List.of()).stream()
                .filter(known::contains)
                .findFirst()
                .orElse(null);
    }
}
