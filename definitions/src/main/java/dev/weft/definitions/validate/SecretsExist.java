package dev.weft.definitions.validate;

import dev.weft.definitions.expression.Template;
import dev.weft.definitions.model.Trigger;
import dev.weft.definitions.model.Work;
import dev.weft.definitions.parse.TaskDraft;
import dev.weft.definitions.problem.ProblemCode;
import dev.weft.definitions.source.ListNode;
import dev.weft.definitions.source.MapNode;
import dev.weft.definitions.source.Node;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Secrets that parameters and webhooks refer to are there. A warning, as they may come later.
 *
 * <pre>headers: {X-Api-Key: "${{ secrets.ITEMS_KEE }}"}   ✗ there is no secret of this name</pre>
 */
final class SecretsExist implements Rule {
    @Override
    public void check(Check check) {
        Predicate<String> secrets = check.secrets();
        if (secrets == null) {
            return;
        }
        for (TaskPlace place : check.tree().places()) {
            TaskDraft draft = place.draft();
            if (draft.task() != null && draft.task().work() instanceof Work.ActionCall call) {
                Node node = draft.node() == null ? null : draft.node().get("parameters");
                look(check, secrets, call.parameters(), node == null ? draft.key() : node);
            }
        }
        if (check.draft().definition() != null) {
            check.draft().definition().triggers().forEach((name, trigger) -> {
                if (trigger instanceof Trigger.Webhook webhook && !secrets.test(webhook.secret())) {
                    report(check, webhook.secret(), webhook(check, name));
                }
            });
        }
    }

    private static Node webhook(Check check, String trigger) {
        Node triggers = check.draft().root().get("triggers");
        Node node = triggers instanceof MapNode map ? map.get(trigger) : null;
        Node webhook = node instanceof MapNode map ? map.get("webhook") : null;
        Node secret = webhook instanceof MapNode map ? map.get("secret") : null;
        return secret == null ? check.draft().root() : secret;
    }

    private static void look(Check check, Predicate<String> secrets, Template template, Node node) {
        switch (template) {
            case Template.Text text -> {
                for (Template.Part part : text.parts()) {
                    if (part instanceof Template.Part.Secret secret && !secrets.test(secret.name())) {
                        report(check, secret.name(), node);
                    }
                }
            }
            case Template.Items items -> {
                for (int i = 0; i < items.items().size(); i++) {
                    Node item =
                            node instanceof ListNode list && i < list.items().size()
                                    ? list.items().get(i)
                                    : node;
                    look(check, secrets, items.items().get(i), item);
                }
            }
            case Template.Fields fields ->
                fields.fields().forEach((name, value) -> {
                    @Nullable Node below = node instanceof MapNode map ? map.get(name) : null;
                    look(check, secrets, value, below == null ? node : below);
                });
            case Template.Literal literal -> {}
            case Template.Computed computed -> {}
        }
    }

    private static void report(Check check, String name, Node place) {
        check.problems()
                .warning(
                        ProblemCode.UNKNOWN_SECRET,
                        place,
                        "Expected a secret that is there, but found \"" + name + '"',
                        ProblemCode.UNKNOWN_SECRET.cure());
    }
}
