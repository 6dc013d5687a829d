package dev.weft.definitions.action.builtin;

import dev.weft.definitions.action.ActionSpec;
import dev.weft.definitions.action.Doc;
import dev.weft.definitions.action.Later;
import dev.weft.definitions.action.Trait;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Waits for people. Either {@code levels}, or the fields of one level at the top.
 *
 * @param title what is asked; {@code null} for the task's name
 * @param description more of it, Markdown
 * @param levels asked in turn
 * @param approvers of the only level
 * @param quorum of the only level
 * @param rejectQuorum of the only level
 * @param timeout of the only level
 * @param onTimeout of the only level
 * @param channels by which decisions may come; {@code null} for all
 * @param fourEyes whether the person who started the run may not decide; {@code null} for no
 */
@Doc("Waits for people to approve, reject or request changes. The output has `decision`, `level`, `decided_by`,"
        + " `comment` and `decisions`.")
@Later({"remind_every", "inputs", "delegate"})
public record ApprovalGate(
        @Doc(value = "What is asked, in one line.", example = "\"Publish ${{ inputs.source }}?\"") @Nullable String title,

        @Doc("What the people who decide should know, Markdown.") @Nullable String description,

        @Doc(
                value = "Levels, asked in turn; each must approve.",
                example = "[{approvers: [\"role:editor\"], timeout: 24h, on_timeout: reject}]")
        @Nullable List<Level> levels,

        @Doc(
                value = "Who may decide: `user:<id>`, `role:<name>` or `anyone`. Short for one level.",
                example = "[\"role:editor\"]")
        @Nullable List<String> approvers,

        @Doc("Approvals that pass the level; default 1.") @Nullable Integer quorum,

        @Doc("Rejections that reject; default 1.") @Nullable Integer rejectQuorum,

        @Doc(value = "How long the level waits; by default for ever.", example = "24h") @Nullable Duration timeout,

        @Doc("What happens then: `escalate`, `approve`, `reject` or `fail` (the default).") @Nullable OnTimeout onTimeout,

        @Doc(value = "By which ways decisions may come: `api`, `temporal`; by default both.", example = "[api]")
        @Nullable List<Channel> channels,

        @Doc("`true`: the person who started the run may not decide.") @Nullable Boolean fourEyes) {
    public static final ActionSpec<ApprovalGate> SPEC =
            new ActionSpec<>("approval_gate", "Waits for people to decide.", ApprovalGate.class, Trait.CONTROL);

    public ApprovalGate {
        if (levels == null && approvers == null) {
            throw new IllegalArgumentException("Expected \"approvers\" or \"levels\", but found neither");
        }
        if (levels != null
                && (approvers != null
                        || quorum != null
                        || rejectQuorum != null
                        || timeout != null
                        || onTimeout != null)) {
            throw new IllegalArgumentException(
                    "Expected either \"levels\" or the fields of one level at the top, but found both");
        }
        levels = levels == null ? null : List.copyOf(levels);
        if (levels == null) {
            new Level(approvers == null ? List.of() : approvers, quorum, rejectQuorum, timeout, onTimeout);
        } else if (levels.isEmpty()) {
            throw new IllegalArgumentException("Expected at least one level, but found none");
        }
        channels = channels == null ? null : List.copyOf(channels);
        if (channels != null && channels.isEmpty()) {
            throw new IllegalArgumentException("Expected at least one channel, api or temporal, but found none");
        }
    }

    /** The levels, whichever way they were written; at least one. */
    public List<Level> allLevels() {
        return levels != null
                ? levels
                : List.of(
                        new Level(approvers == null ? List.of() : approvers, quorum, rejectQuorum, timeout, onTimeout));
    }

    /**
     * One round of asking.
     *
     * @param approvers {@code user:<id>}, {@code role:<name>} or {@code anyone}; at least one
     * @param quorum approvals that pass it; {@code null} for 1
     * @param rejectQuorum rejections that reject; {@code null} for 1
     * @param timeout {@code null} for none
     * @param onTimeout {@code null} for {@link OnTimeout#FAIL}
     */
    @Later({"when", "stand_in"})
    public record Level(
            @Doc(value = "Who may decide: `user:<id>`, `role:<name>` or `anyone`.", example = "[\"role:editor\"]")
            List<String> approvers,

            @Doc("Approvals that pass the level; default 1.") @Nullable Integer quorum,

            @Doc("Rejections that reject; default 1.") @Nullable Integer rejectQuorum,

            @Doc(value = "How long the level waits; by default for ever.", example = "24h") @Nullable Duration timeout,

            @Doc("What happens then: `escalate` (to the next level), `approve`, `reject` or `fail` (the default).")
            @Nullable OnTimeout onTimeout) {
        public Level {
            approvers = List.copyOf(approvers);
            if (approvers.isEmpty()) {
                throw new IllegalArgumentException("Expected at least one approver, but found none");
            }
            for (String approver : approvers) {
                if (!approver.equals("anyone") && !approver.matches("(user|role):.+")) {
                    throw new IllegalArgumentException(
                            "Expected approvers user:<id>, role:<name> or anyone, but" + " found \"" + approver + "\"");
                }
            }
            quorum("quorum", quorum, approvers);
            quorum("reject_quorum", rejectQuorum, approvers);
            if (onTimeout != null && timeout == null) {
                throw new IllegalArgumentException("Expected \"timeout\" with \"on_timeout\", but found none");
            }
        }

        private static void quorum(String name, @Nullable Integer value, List<String> approvers) {
            if (value != null && value < 1) {
                throw new IllegalArgumentException("Expected \"" + name + "\" of at least 1, but found " + value);
            }
            // Each person decides once per level, so that more than are named could never come together.
            boolean named = approvers.stream().allMatch(approver -> approver.startsWith("user:"));
            long people = approvers.stream().distinct().count();
            if (value != null && named && value > people) {
                throw new IllegalArgumentException("Expected \"" + name + "\" of at most " + people + ", as only "
                        + String.join(", ", approvers) + " may decide, but found " + value);
            }
        }
    }

    /** What a level does when its time is up. */
    public enum OnTimeout {
        ESCALATE,
        APPROVE,
        REJECT,
        FAIL
    }

    /** A way by which decisions come. */
    public enum Channel {
        API,
        TEMPORAL
    }
}
