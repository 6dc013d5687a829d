package dev.weft.worker.interpreter;

import dev.weft.worker.interpreter.gate.DelegationRules;
import dev.weft.worker.interpreter.gate.GateRules;
import dev.weft.worker.interpreter.state.RunEvent;
import dev.weft.worker.interpreter.state.RunState;
import dev.weft.worker.protocol.Decision;
import dev.weft.worker.protocol.Delegation;
import dev.weft.worker.protocol.RefusedException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A random gate, what people say at each of its levels, and a second opinion on how it ends. Whoever decides does so
 * within seconds; timeouts are of minutes: so a pause changes nothing of it.
 */
final class RandomGate {
    /** That the gate's task fails. */
    static final String FAILED = "failed";

    private static final List<String> USERS = List.of("kim", "eve", "bob");
    private static final String DEPUTY = "bo";
    private static final String NAMED = "zoe";
    /** Who starts the run. */
    private static final String STARTER = "ann";

    /** A level. */
    private record Level(
            List<String> approvers,
            int quorum,
            int rejects,
            int minutes,
            String onTimeout,
            String when,
            boolean standIn) {}

    /**
     * Something said, or a delegate named.
     *
     * @param what a decision, or {@code delegate}
     */
    private record Said(String by, String what) {}

    private final List<Level> levels = new ArrayList<>();
    private final boolean hasDeputy;
    private final boolean reminds;
    private final boolean fourEyes;
    private final List<String> users;
    /** Whose deputy there is, if there is one. */
    private final String replaced;

    private final long seed;

    RandomGate(Random random) {
        seed = random.nextLong();
        hasDeputy = random.nextBoolean();
        reminds = random.nextBoolean();
        fourEyes = seed % 3 == 0;
        List<String> all = new ArrayList<>(USERS);
        if (fourEyes) {
            all.set(Math.floorMod(seed / 3, all.size()), STARTER);
        }
        users = List.copyOf(all);
        int count = 1 + random.nextInt(4);
        for (int i = 0; i < count; i++) {
            List<String> approvers = users.subList(0, 1 + random.nextInt(users.size()));
            boolean escalates = i + 1 < count && random.nextBoolean();
            boolean timed = escalates || random.nextInt(4) > 0;
            boolean afterEscalation = i > 0 && levels.getLast().onTimeout().equals("escalate");
            levels.add(new Level(
                    approvers,
                    1 + random.nextInt(approvers.size()),
                    1 + random.nextInt(approvers.size()),
                    timed ? 1 + random.nextInt(3) : 0,
                    escalates
                            ? "escalate"
                            : List.of("approve", "reject", "fail").get(random.nextInt(3)),
                    List.of("", "", "true", "false").get(random.nextInt(4)),
                    afterEscalation && random.nextBoolean()));
        }
        int named = levels.stream()
                .mapToInt(level -> level.approvers().size())
                .max()
                .orElse(1);
        replaced = users.get(fourEyes ? Math.floorMod(seed / 9, named) : 0);
    }

    /** Its action and parameters, in flow style. */
    String write() {
        String all = levels.stream().map(RandomGate::write).collect(Collectors.joining(", "));
        boolean named = levels.stream().anyMatch(level -> level.minutes() == 0 || level.minutes() > 1);
        return "action: approval_gate, parameters: {levels: [%s]%s%s%s}"
                .formatted(
                        all,
                        fourEyes ? ", four_eyes: true" : "",
                        hasDeputy ? ", delegates: {\"user:" + replaced + "\": \"user:" + DEPUTY + "\"}" : "",
                        reminds && named ? ", remind_every: 55s" : "");
    }

    private static String write(Level level) {
        return "{approvers: [%s], quorum: %d, reject_quorum: %d%s%s%s}"
                .formatted(
                        level.approvers().stream()
                                .map(user -> "\"user:" + user + "\"")
                                .collect(Collectors.joining(", ")),
                        level.quorum(),
                        level.rejects(),
                        level.minutes() == 0
                                ? ""
                                : ", timeout: %dm, on_timeout: %s".formatted(level.minutes(), level.onTimeout()),
                        level.when().isEmpty() ? "" : ", when: \"" + level.when() + "\"",
                        level.standIn() ? ", stand_in: true" : "");
    }

    /** What comes in once a level is asked; all of it says which level it means, as some comes late. */
    Map<Duration, SimulatedWorld.Intervention> people(String path, int level, RunLoop loop) {
        Map<Duration, SimulatedWorld.Intervention> events = new LinkedHashMap<>();
        int millis = 500;
        for (Said said : script(path, level)) {
            events.put(Duration.ofMillis(millis), (state, now) -> event(loop, state, now, path, level + 1, said));
            millis += 700;
        }
        return events;
    }

    /** Under four eyes only what is signed is heard. */
    private RunEvent event(RunLoop loop, RunState state, Instant now, String path, int level, Said said) {
        try {
            if (said.what().equals("delegate")) {
                Delegation delegation = new Delegation(path, said.by(), NAMED, null, level, null);
                return DelegationRules.admit(
                        loop, state, fourEyes ? SignedBy.API.sign(loop, state, delegation) : delegation, now);
            }
            Decision decision = new Decision(path, said.what(), said.by(), null, null, level, null, null);
            return switch (GateRules.admit(
                    loop, state, fourEyes ? SignedBy.API.sign(loop, state, decision) : decision, now)) {
                case GateRules.Admitted.Counts counts -> counts.event();
                case GateRules.Admitted.Repeats repeats -> new RunEvent.DecisionIgnored(now, "said before");
            };
        } catch (RefusedException e) {
            return new RunEvent.DecisionIgnored(now, String.valueOf(e.getMessage()));
        }
    }

    /** A level without a timeout hears enough; others may hear too little, or nothing. */
    private List<Said> script(String path, int index) {
        Level level = levels.get(index);
        Random random = new Random(seed * 31 + path.hashCode() * 7L + index);
        List<Said> said = new ArrayList<>();
        List<String> speakers = new ArrayList<>(level.approvers());
        speakers.add(DEPUTY);
        speakers.add(NAMED);
        speakers.add("stranger");
        int times = level.minutes() > 0 && random.nextInt(3) == 0 ? 0 : random.nextInt(6);
        for (int i = 0; i < times; i++) {
            String who = speakers.get(random.nextInt(speakers.size()));
            said.add(new Said(
                    who,
                    switch (random.nextInt(12)) {
                        case 0 -> "request_changes";
                        case 1, 2 -> "reject";
                        case 3, 4 -> "delegate";
                        default -> "approve";
                    }));
        }
        if (level.minutes() == 0) {
            level.approvers().forEach(user -> said.add(new Said(user, "approve")));
            said.add(new Said(DEPUTY, "approve"));
        }
        return said;
    }

    /** {@code approved 2} and the like, with the level; or {@link #FAILED}. */
    String verdict(String path) {
        int last = 0;
        boolean escalating = false;
        for (int i = 0; i < levels.size(); i++) {
            Level level = levels.get(i);
            if (level.when().equals("false") || (level.standIn() && !escalating)) {
                continue;
            }
            last = i + 1;
            escalating = false;
            String heard = heard(path, i);
            if (heard.isEmpty()) {
                switch (level.onTimeout()) {
                    case "escalate" -> escalating = true;
                    case "approve" -> {}
                    case "reject" -> heard = "rejected";
                    default -> heard = FAILED;
                }
            }
            if (heard.equals(FAILED)) {
                return FAILED;
            }
            if (!heard.isEmpty() && !heard.equals("approved")) {
                return heard + " " + last;
            }
        }
        return escalating ? FAILED : "approved " + (last == 0 ? "null" : last);
    }

    /** What people make of a level; empty where they leave it to its timeout. */
    private String heard(String path, int index) {
        Level level = levels.get(index);
        Set<String> spoke = new HashSet<>();
        Set<String> used = new HashSet<>();
        Map<String, String> named = new LinkedHashMap<>();
        int approvals = 0;
        int rejections = 0;
        if (level.minutes() == 0 && isHeard(level, used)) {
            return "rejected";
        }
        for (Said said : script(path, index)) {
            if (said.what().equals("delegate")) {
                // Zoe, who is named, is nobody's approver, so she can have named nobody.
                if (level.approvers().contains(said.by()) && !used.contains(said.by()) && !isBarred(said.by())) {
                    named.put(said.by(), NAMED);
                }
                continue;
            }
            String voice = voice(level, said.by(), used, named);
            if (voice == null || !spoke.add(said.by())) {
                continue;
            }
            used.add(voice);
            switch (said.what()) {
                case "approve" -> approvals++;
                case "reject" -> rejections++;
                default -> {
                    return "changes_requested";
                }
            }
            if (approvals >= level.quorum() && said.what().equals("approve")) {
                return "approved";
            }
            if (rejections >= level.rejects() || isHeard(level, used)) {
                return "rejected";
            }
        }
        return "";
    }

    /** Whether no voice is left at a level. Who started the run may have one all the same, by their deputy. */
    private boolean isHeard(Level level, Set<String> used) {
        return level.approvers().stream()
                .allMatch(voice -> used.contains(voice) || (isBarred(voice) && !(hasDeputy && voice.equals(replaced))));
    }

    private boolean isBarred(String user) {
        return fourEyes && user.equals(STARTER);
    }

    private @Nullable String voice(Level level, String by, Set<String> used, Map<String, String> named) {
        if (level.approvers().contains(by)) {
            return used.contains(by) || isBarred(by) ? null : by;
        }
        if (hasDeputy && by.equals(DEPUTY)) {
            return level.approvers().contains(replaced) && !used.contains(replaced) ? replaced : null;
        }
        return named.entrySet().stream()
                .filter(one -> one.getValue().equals(by) && !used.contains(one.getKey()))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(null);
    }
}
