package dev.weft.worker.interpreter.gate;

import dev.weft.worker.protocol.RefusedException;
import dev.weft.worker.protocol.RefusedException.Code;
import dev.weft.worker.protocol.RunView.GateDecision;
import dev.weft.worker.protocol.RunView.GateDelegate;
import dev.weft.worker.task.Gate;
import dev.weft.worker.task.Gate.GateDelegation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Who may decide at the level that a gate asks. An approver has one voice, used by themselves or by a delegate, whoever
 * comes first; and a person decides once, in whosever place. A delegate's own delegate has none of it, so that voices go
 * one step and never in a circle. Pure.
 */
public final class Voices {
    private static final String USER = "user:";
    private static final String ROLE = "role:";
    private static final String ANYONE = "anyone";

    private Voices() {}

    /**
     * The voice that a person's decision uses: their own where they are an approver and it is free, else that of an
     * approver whose delegate they are.
     *
     * @throws RefusedException where they have none, or none that is free
     */
    static String free(Gate gate, Person person) {
        List<String> voices = of(gate, person);
        if (voices.isEmpty()) {
            throw new RefusedException(
                    Code.NOT_APPROVER,
                    "Expected a decision by one of %s, but '%s' is none of them."
                            .formatted(String.join(", ", gate.current().approvers()), person.id()));
        }
        if (byThemselves(gate, person.id()).isPresent()) {
            throw new RefusedException(
                    Code.CONFLICT,
                    "'%s' has decided already, and each person decides once per level.".formatted(person.id()));
        }
        return voices.stream()
                .filter(voice -> user(gate, voice).isEmpty())
                .findFirst()
                .orElseThrow(() -> new RefusedException(
                        Code.CONFLICT,
                        "'%s' has decided already in the place of '%s', and each approver counts once per level."
                                .formatted(user(gate, voices.getFirst()).orElseThrow(), voices.getFirst())));
    }

    /** Whether a person is an approver, not only the delegate of one. */
    static boolean isApprover(Gate gate, Person person) {
        return gate.current().approvers().stream().anyMatch(approver -> matches(approver, person));
    }

    /** Who used the voice of an approver at the present level. */
    static Optional<String> user(Gate gate, String voice) {
        return atLevel(gate).stream()
                .filter(one -> voice.equals(one.inPlaceOf() == null ? one.by() : one.inPlaceOf()))
                .map(GateDecision::by)
                .findFirst();
    }

    /** A person's decision at the present level, in whosever place. */
    static Optional<GateDecision> byThemselves(Gate gate, String person) {
        return atLevel(gate).stream().filter(one -> one.by().equals(person)).findFirst();
    }

    /** Whom an approver has named at the present level; the last time counts. */
    static Optional<GateDelegation> named(Gate gate, String approver) {
        return gate.delegations().stream()
                .filter(one -> one.level() == gate.level() + 1 && one.by().equals(approver))
                .reduce((before, after) -> after);
    }

    /** All who may decide in the place of an approver of the present level. */
    public static List<GateDelegate> delegates(Gate gate) {
        if (gate.level() < 0) {
            return List.of();
        }
        List<GateDelegate> all = new ArrayList<>();
        gate.question().delegates().forEach((of, to) -> {
            if (gate.current().approvers().contains(USER + of)) {
                all.add(new GateDelegate(USER + of, USER + to, null));
            }
        });
        Map<String, GateDelegate> named = new LinkedHashMap<>();
        for (GateDelegation one : gate.delegations()) {
            if (one.level() == gate.level() + 1) {
                named.put(one.by(), new GateDelegate(USER + one.by(), USER + one.to(), one.at()));
            }
        }
        all.addAll(named.values());
        return all;
    }

    /**
     * Approvers, and delegates of approvers, who may decide and haven't: {@code user:…}, {@code role:…}, {@code anyone}.
     *
     * @param startedBy who started the run, and under {@code four_eyes} may not decide
     */
    static List<String> open(Gate gate, String startedBy) {
        List<String> open = unheard(gate);
        if (gate.question().fourEyes()) {
            open.removeIf((USER + startedBy)::equals);
        }
        return open;
    }

    /** The same, whoever started the run. */
    static List<String> unheard(Gate gate) {
        List<String> open = new ArrayList<>();
        for (String approver : gate.current().approvers()) {
            if (!approver.startsWith(USER)
                    || user(gate, approver.substring(USER.length())).isEmpty()) {
                open.add(approver);
            }
        }
        for (GateDelegate one : delegates(gate)) {
            if (user(gate, one.of().substring(USER.length())).isEmpty() && !open.contains(one.to())) {
                open.add(one.to());
            }
        }
        open.removeIf(one -> one.startsWith(USER)
                && byThemselves(gate, one.substring(USER.length())).isPresent());
        return open;
    }

    private static List<String> of(Gate gate, Person person) {
        List<String> voices = new ArrayList<>();
        if (isApprover(gate, person)) {
            voices.add(person.id());
        }
        for (GateDelegate one : delegates(gate)) {
            String of = one.of().substring(USER.length());
            if (one.to().equals(USER + person.id()) && !voices.contains(of)) {
                voices.add(of);
            }
        }
        return voices;
    }

    private static List<GateDecision> atLevel(Gate gate) {
        return gate.decisions().stream()
                .filter(one -> one.level() == gate.level() + 1)
                .toList();
    }

    /** Whoever reaches Temporal's port could claim any role, so there a role is taken on trust and recorded as such. */
    private static boolean matches(String approver, Person person) {
        if (approver.equals(ANYONE)) {
            return true;
        }
        if (approver.startsWith(USER)) {
            return approver.substring(USER.length()).equals(person.id());
        }
        return !person.isProved() || person.roles().contains(approver.substring(ROLE.length()));
    }
}
