package dev.weft.definitions.action.builtin;

import dev.weft.definitions.action.ActionSpec;
import dev.weft.definitions.action.Beside;
import dev.weft.definitions.action.Bounds;
import dev.weft.definitions.action.Cel;
import dev.weft.definitions.action.Doc;
import dev.weft.definitions.action.Misfits;
import dev.weft.definitions.action.OneOf;
import dev.weft.definitions.action.Output;
import dev.weft.definitions.action.Schema;
import dev.weft.definitions.action.Trait;
import java.time.Duration;
import java.util.List;
import java.util.Map;
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
 * @param remindEvery how often those are reminded who haven't decided; {@code null} for never
 * @param inputs JSON Schemas of what the decider fills in, by name; {@code null} for nothing
 * @param delegates who may decide in whose place, both {@code user:<id>}; {@code null} for nobody
 */
@Doc("Waits for people to approve, reject or request changes. The output has `decision`, `level`, `decided_by`,"
        + " `comment` and `decisions`.")
@OneOf({"levels", "approvers"})
public record ApprovalGate(
        @Doc(value = "What is asked, in one line.", example = "\"Publish ${{ inputs.source }}?\"") @Nullable String title,

        @Doc("What the people who decide should know, Markdown.") @Nullable String description,

        @Doc(
                value = "Levels, asked in turn; each must approve.",
                example = "[{approvers: [\"role:editor\"], timeout: 24h, on_timeout: reject}]")
        @Nullable @Bounds(min = 1)
        List<Level> levels,

        @Doc(
                value = "Who may decide: `user:<id>`, `role:<name>` or `anyone`. Short for one level.",
                example = "[\"role:editor\"]")
        @Nullable @Bounds(min = 1, distinct = true)
        List<@Bounds(pattern = Approvers.PATTERN) String> approvers,

        @Beside("approvers") @Doc("Approvals that pass the level; default 1.") @Nullable @Bounds(min = 1)
        Integer quorum,

        @Beside("approvers") @Doc("Rejections that reject; default 1.") @Nullable @Bounds(min = 1)
        Integer rejectQuorum,

        @Beside("approvers")
        @Doc(value = "How long the level waits; by default for ever.", example = "24h")
        @Nullable @Bounds(min = 1)
        Duration timeout,

        @Beside("timeout") @Doc("What happens then: `approve`, `reject` or `fail` (the default).") @Nullable OnTimeout onTimeout,

        @Doc(value = "By which ways decisions may come: `api`, `temporal`; by default both.", example = "[api]")
        @Nullable @Bounds(min = 1, distinct = true)
        List<Channel> channels,

        @Doc("`true`: the person who started the run may not decide.") @Nullable Boolean fourEyes,

        @Doc(value = "How often those are reminded who may decide and haven't; by default never.", example = "8h")
        @Nullable @Bounds(min = 1)
        Duration remindEvery,

        @Doc(
                value = "What the decider fills in: a JSON Schema by name, like the inputs of a definition.",
                example = "{amount: {type: number, minimum: 0}}")
        @Nullable @Bounds(min = 1)
        Map<@Bounds(pattern = GateInputs.NAME) String, @Schema Map<String, @Nullable Object>> inputs,

        @Doc(
                value = "Who may decide in the place of an approver: from `user:<id>` to `user:<id>`.",
                example = "{\"user:kim\": \"user:ada\"}")
        @Nullable Map<@Bounds(pattern = Approvers.ONE) String, @Bounds(pattern = Approvers.ONE) String> delegates) {
    public static final ActionSpec<ApprovalGate> SPEC = new ActionSpec<>(
            "approval_gate",
            "Waits for people to decide.",
            ApprovalGate.class,
            Trait.CONTROL,
            new Output.ByParameters(GateOutput::of));

    private static final String LONG_ENOUGH = "Write, for example, timeout: 24h, or leave it out to wait for ever.";

    public ApprovalGate {
        Misfits misfits = new Misfits();
        levels = levels == null ? null : List.copyOf(levels);
        channels = channels == null ? null : List.copyOf(channels);
        if (levels == null && approvers == null) {
            misfits.together(
                    "",
                    "Expected \"approvers\" or \"levels\", but found neither",
                    "Say who may decide, such as approvers: [\"role:editor\"] or approvers: [anyone].");
        }
        GateLevels.oneWay(
                misfits,
                levels,
                Check.named(
                        "approvers", approvers,
                        "quorum", quorum,
                        "reject_quorum", rejectQuorum,
                        "timeout", timeout,
                        "on_timeout", onTimeout));
        GateLevels.level(misfits, approvers, quorum, rejectQuorum);
        if (levels == null) {
            Check.needs(misfits, "on_timeout", onTimeout, "timeout", timeout);
            Check.noTime(misfits, "timeout", timeout, LONG_ENOUGH);
            GateLevels.single(misfits, approvers, timeout, onTimeout, remindEvery, delegates);
        } else {
            GateLevels.check(misfits, levels);
            GateLevels.remind(misfits, levels.stream().map(Level::timeout).toList(), remindEvery);
            GateDelegates.check(
                    misfits,
                    levels.stream().flatMap(level -> level.approvers().stream()).toList(),
                    delegates);
        }
        GateInputs.check(misfits, inputs);
        if (channels != null && channels.isEmpty()) {
            misfits.value(
                    "/channels",
                    "Expected at least one channel, api or temporal, but found none",
                    "Write channels: [api], or leave it out for both.");
        }
        if (channels != null && Check.twice(channels).isPresent()) {
            misfits.value("/channels", "Expected each channel once, but found one twice", "Remove one of them.");
        }
        misfits.refuse();
    }

    /** The levels, whichever way they were written; at least one. */
    public List<Level> allLevels() {
        return levels != null ? levels : List.of(only(approvers, quorum, rejectQuorum, timeout, onTimeout));
    }

    private static Level only(
            @Nullable List<String> approvers,
            @Nullable Integer quorum,
            @Nullable Integer rejectQuorum,
            @Nullable Duration timeout,
            @Nullable OnTimeout onTimeout) {
        List<String> those = approvers == null ? List.of() : approvers;
        return new Level(those, quorum, rejectQuorum, timeout, onTimeout, null, null);
    }

    /**
     * One round of asking.
     *
     * @param approvers {@code user:<id>}, {@code role:<name>} or {@code anyone}; at least one
     * @param quorum approvals that pass it; {@code null} for 1
     * @param rejectQuorum rejections that reject; {@code null} for 1
     * @param timeout {@code null} for none
     * @param onTimeout {@code null} for {@link OnTimeout#FAIL}
     * @param when whether it is asked at all; {@code null} for yes
     * @param standIn whether it is asked only when the level before escalated; {@code null} for no
     */
    public record Level(
            @Doc(value = "Who may decide: `user:<id>`, `role:<name>` or `anyone`.", example = "[\"role:editor\"]")
            @Bounds(min = 1, distinct = true)
            List<@Bounds(pattern = Approvers.PATTERN) String> approvers,

            @Doc("Approvals that pass the level; default 1.") @Nullable @Bounds(min = 1)
            Integer quorum,

            @Doc("Rejections that reject; default 1.") @Nullable @Bounds(min = 1)
            Integer rejectQuorum,

            @Doc(value = "How long the level waits; by default for ever.", example = "24h") @Nullable @Bounds(min = 1)
            Duration timeout,

            @Beside("timeout")
            @Doc("What happens then: `escalate` (to the next level), `approve`, `reject` or `fail` (the default).")
            @Nullable OnTimeout onTimeout,

            @Cel
            @Doc(
                    value = "Bare CEL, true or false: a level for which it is false is passed over.",
                    example = "inputs.amount > 1000")
            @Nullable Boolean when,

            @Doc("`true`: asked only when the level before ran out of time and escalates; default `false`.") @Nullable Boolean standIn) {
        public Level {
            Misfits misfits = new Misfits();
            approvers = List.copyOf(approvers);
            GateLevels.level(misfits, approvers, quorum, rejectQuorum);
            Check.needs(misfits, "on_timeout", onTimeout, "timeout", timeout);
            Check.noTime(misfits, "timeout", timeout, LONG_ENOUGH);
            misfits.refuse();
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
