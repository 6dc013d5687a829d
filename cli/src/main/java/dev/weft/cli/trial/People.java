package dev.weft.cli.trial;

import dev.weft.worker.protocol.Decision;
import dev.weft.worker.protocol.RunView.GateView;
import dev.weft.worker.protocol.RunView.TaskView;
import dev.weft.worker.protocol.WeftRun;
import io.temporal.client.WorkflowException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Those who may decide a gate: as many of them decide as its level takes. */
final class People {
    private static final String USER = "user:";
    private static final String ROLE = "role:";

    private final WeftRun run;
    private final int generation;

    People(WeftRun run, int generation) {
        this.run = run;
        this.generation = generation;
    }

    /** One of them. */
    private record Person(String name, List<String> roles) {}

    /**
     * Decides a gate.
     *
     * @param ballot what each of them says, in nobody's name; without a level of the one that is asked
     * @return why nobody could; {@code null} where it is decided
     */
    @Nullable String decide(String id, Decision ballot) {
        GateView gate = gate(ballot.task());
        if (gate == null) {
            return null;
        }
        int level = ballot.level() == null ? gate.level() : ballot.level();
        int needed = ballot.decision().equals("reject") ? gate.rejectQuorum() : gate.quorum();
        String refused = null;
        for (Person person : people(gate, needed)) {
            if (!isAsked(ballot.task(), level)) {
                return null;
            }
            Decision decision = new Decision(
                    ballot.task(),
                    ballot.decision(),
                    person.name(),
                    person.roles(),
                    ballot.comment(),
                    level,
                    ballot.inputs(),
                    null);
            try {
                run.decide(gate.channels().contains("api") ? Signer.one().sign(id, generation, decision) : decision);
            } catch (WorkflowException e) {
                refused = Actors.reason(e);
            }
        }
        return isAsked(ballot.task(), level) ? refused : null;
    }

    /** Decides a level of a gate; answers why nobody could, or {@code null}. */
    @Nullable String decide(String id, String path, int level, Volunteers.Vote vote, Volunteers volunteers) {
        GateView gate = gate(path);
        if (gate == null) {
            return null;
        }
        Map<String, Map<String, @Nullable Object>> fields = gate.inputs();
        Map<String, @Nullable Object> inputs =
                fields != null && vote.decision().equals("approve") ? volunteers.answers(fields) : null;
        return decide(id, new Decision(path, vote.decision(), "", List.of(), null, level, inputs, null));
    }

    private boolean isAsked(String path, int level) {
        GateView gate = gate(path);
        return gate != null && gate.outcome() == null && gate.level() == level;
    }

    private @Nullable GateView gate(String path) {
        TaskView task = run.task(path);
        return task == null ? null : task.gate();
    }

    /** The people who are named, then enough others of each role. */
    private static List<Person> people(GateView gate, int needed) {
        List<Person> people = new ArrayList<>();
        gate.approvers().stream()
                .filter(approver -> approver.startsWith(USER))
                .forEach(approver -> people.add(new Person(approver.substring(USER.length()), List.of())));
        for (int number = 1; number <= needed; number++) {
            for (String approver : gate.approvers()) {
                if (approver.startsWith(ROLE)) {
                    String role = approver.substring(ROLE.length());
                    people.add(new Person(role + '-' + number, List.of(role)));
                } else if (!approver.startsWith(USER)) {
                    people.add(new Person("person-" + number, List.of()));
                }
            }
        }
        return people;
    }
}
