package dev.weft.worker.interpreter.restart;

import dev.weft.definitions.expression.EvaluationException;
import dev.weft.definitions.expression.Values;
import dev.weft.definitions.model.Work;
import dev.weft.worker.interpreter.Turn;
import dev.weft.worker.interpreter.attempt.Calls;
import dev.weft.worker.interpreter.attempt.Choosing;
import dev.weft.worker.interpreter.child.ChildRuns;
import dev.weft.worker.interpreter.child.StartedContent;
import dev.weft.worker.interpreter.scope.RunScope;
import dev.weft.worker.interpreter.state.Frame;
import dev.weft.worker.protocol.TaskStatus;
import dev.weft.worker.task.Call;
import dev.weft.worker.task.TaskState;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Digests of what the outcome of a task depends on, but for its content: its resolved parameters and agent, the
 * definitions that it starts, and the outcomes that it and the blocks around it need. Of what counts as one, such as turns, it is all that they may look at:
 * inputs, items and needs. Not
 * thread safe.
 */
public final class Fingerprints {
    private final Turn turn;
    private final Map<Integer, String> outcomes = new LinkedHashMap<>();

    Fingerprints(Turn turn) {
        this.turn = turn;
    }

    /** Of a task that works, waits or asks; empty where there is none, as its parameters can't be resolved. */
    Optional<String> of(int index, Work.ActionCall work) {
        try {
            RunScope scope = RunScope.of(turn, index);
            return switch (work.action().trait()) {
                case PURE -> Optional.empty();
                case CONTROL -> {
                    List<@Nullable Object> asked = new ArrayList<>();
                    asked.add(work.action().name());
                    // What looks into a large value counts by its text and by what it reads there, as for attempts.
                    asked.add(work.parameters().evaluate(RunScope.ofAttempts(turn, index)));
                    yield Optional.of(digest(index, asked));
                }
                case WORK ->
                    switch (Calls.prepare(turn, index, work, scope)) {
                        case Calls.Prepared.Ready ready ->
                            Optional.of(digest(index, described(work, ready.call(), scope)));
                        case Calls.Prepared.Refused refused -> Optional.empty();
                    };
            };
        } catch (EvaluationException e) {
            return Optional.empty();
        }
    }

    /** Of a task whose turns, items or tasks count as one. */
    String ofAllThatItMaySee(int index) {
        return digest(index, List.of("all", turn.facts.inputs()));
    }

    private List<@Nullable Object> described(Work.ActionCall work, Call call, RunScope scope)
            throws EvaluationException {
        List<@Nullable Object> described = new ArrayList<>();
        described.add(work.capability() == null ? call.type() : "capability");
        described.add(call.action());
        described.add(call.operation());
        if (work.capability() == null) {
            described.add(
                    call.agent() == null ? null : String.valueOf(call.agent().kind()));
        } else {
            // Any of them might have given it.
            Choosing.able(turn, Values.toText(work.capability().evaluate(scope)))
                    .forEach(agent -> described.add(agent.name() + " " + agent.kind()));
        }
        described.add(call.parameters());
        described.add(String.valueOf(call.secrets()));
        if (call.startsRun()) {
            Map<String, @Nullable Object> definitions = new LinkedHashMap<>();
            StartedContent.add(turn.facts, ChildRuns.key(call), definitions);
            described.add(definitions);
        }
        return described;
    }

    private String digest(int index, List<? extends @Nullable Object> own) {
        StringBuilder text = new StringBuilder(Values.toText(own));
        for (int at = index; at >= 0; at = turn.parent(at)) {
            Frame frame = turn.nodes.frame(at);
            if (frame != null && frame.base() == at) {
                text.append('\n').append(frame.number()).append(' ').append(Values.toText(frame.item()));
            }
            for (int need : turn.nodes.needs(at)) {
                text.append('\n')
                        .append(turn.planned(need).task().id())
                        .append(' ')
                        .append(outcome(need));
            }
        }
        return sha256(text.toString());
    }

    private String outcome(int need) {
        String known = outcomes.get(need);
        if (known != null) {
            return known;
        }
        TaskState state = turn.task(need);
        Object output = state.status() == TaskStatus.COMPLETED ? state.output() : null;
        String outcome = sha256(state.status() + " " + Values.toText(output));
        outcomes.put(need, outcome);
        return outcome;
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Expected every JDK to have SHA-256, but this one has not", e);
        }
    }
}
