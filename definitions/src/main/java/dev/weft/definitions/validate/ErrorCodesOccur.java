package dev.weft.definitions.validate;

import dev.weft.definitions.action.ActionSpec;
import dev.weft.definitions.parse.TaskDraft;
import dev.weft.definitions.problem.ProblemCode;
import dev.weft.definitions.problem.Suggestion;
import dev.weft.definitions.source.ListNode;
import dev.weft.definitions.source.MapNode;
import dev.weft.definitions.source.Node;
import dev.weft.definitions.source.ScalarNode;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Error codes that end a task at once are ones that it can fail with. Agents and actions of other makers have codes of their
 * own, so that of theirs only what is spelt nearly like a known one is doubted. A warning, as nothing breaks.
 *
 * <pre>retry: {max_attempts: 3, non_retryable: [tiemout]}   ✗ did you mean "timeout"?</pre>
 */
final class ErrorCodesOccur implements Rule {
    private static final List<String> PLATFORM = List.of(
            "timeout",
            "deadline",
            "lost",
            "expression",
            "invalid_parameters",
            "too_large",
            "invalid_output",
            "secret_missing",
            "internal",
            "failed");
    private static final Map<String, List<String>> OF_ACTIONS = Map.of(
            "file_operation",
            List.of(
                    "not_found",
                    "outside_workspace",
                    "link_refused",
                    "is_folder",
                    "not_a_folder",
                    "not_a_file",
                    "not_empty",
                    "access_denied",
                    "invalid_content",
                    "no_space",
                    "io"),
            "api_call",
            List.of(
                    "invalid_answer",
                    "redirect_refused",
                    "egress_refused",
                    "unreachable",
                    "connection_lost",
                    "tls",
                    "answer_too_large"));

    @Override
    public void check(Check check) {
        for (TaskPlace place : check.tree().places()) {
            TaskDraft draft = place.draft();
            if (draft.node() != null && draft.action() != null) {
                retry(check, draft.action(), draft.node().get("retry"));
            }
        }
        if (check.draft().root().get("defaults") instanceof MapNode defaults) {
            retry(check, null, defaults.get("retry"));
        }
    }

    private static void retry(Check check, @Nullable ActionSpec<?> action, @Nullable Node node) {
        if (node instanceof MapNode retry && retry.get("non_retryable") instanceof ListNode codes) {
            for (Node code : codes.items()) {
                if (code instanceof ScalarNode scalar && scalar.isText()) {
                    code(check, action, scalar);
                }
            }
        }
    }

    private static void code(Check check, @Nullable ActionSpec<?> action, ScalarNode code) {
        String name = action == null ? "" : action.name();
        List<String> own = OF_ACTIONS.get(name);
        List<String> known = Stream.concat(own == null ? Stream.empty() : own.stream(), PLATFORM.stream())
                .toList();
        boolean status = code.text().matches("http_[1-5]\\d\\d") && !name.equals("file_operation");
        if (known.contains(code.text()) || status) {
            return;
        }
        if (code.text().matches("http_[1-5]xx")) {
            check.problems()
                    .warning(
                            ProblemCode.ERROR_CODE,
                            code,
                            "Expected one error code, but found \"" + code.text() + "\", which stands for many",
                            "Write each, such as http_" + code.text().charAt(5) + "03.");
            return;
        }
        String nearest = own == null ? Suggestion.misspelt(code.text(), known) : Suggestion.nearest(code.text(), known);
        if (own != null || nearest != null) {
            check.problems()
                    .warning(
                            ProblemCode.ERROR_CODE,
                            code,
                            "Expected an error code that "
                                    + (own == null ? "occurs" : name + " can fail with")
                                    + ", but found \"" + code.text() + '"',
                            nearest == null
                                    ? "It never occurs here: remove it. There are " + Suggestion.list(known) + "."
                                    : "Did you mean \"" + nearest + "\"?");
        }
    }
}
