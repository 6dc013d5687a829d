package dev.weft.worker.lease.temporal;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weft.worker.lease.LeaseEvent;
import dev.weft.worker.lease.LeaseRules;
import dev.weft.worker.lease.LeaseState;
import dev.weft.worker.lease.LeaseStep;
import dev.weft.worker.lease.Place;
import dev.weft.worker.lease.Told;
import dev.weft.worker.protocol.LeaseAnswer;
import dev.weft.worker.protocol.LeaseClaim;
import dev.weft.worker.protocol.LeaseDesk;
import dev.weft.worker.protocol.LeaseHolder;
import dev.weft.worker.protocol.LeaseView;
import dev.weft.worker.protocol.WeftLease;
import dev.weft.worker.protocol.agent.AgentLoad;
import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.workflow.Async;
import io.temporal.workflow.SignalExternalWorkflowException;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInfo;
import io.temporal.workflow.WorkflowInit;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The rim: one lease on Temporal. It ends when nobody wants the lease; a claim that comes just then is taken in first, as
 * Temporal lets no workflow end that has not seen all its signals, and one that comes after starts it anew.
 */
public class LeaseWorkflow implements WeftLease {
    /** Where the server suggests nothing before. */
    private static final int EVENTS = 8_000;

    private static final int NAMED = 100;

    /** Answers in one signal. */
    private static final int TOGETHER = 100;

    private final String lease = Workflow.getInfo().getWorkflowId();
    private final LeaseWatch watch = new LeaseWatch(this::gone);
    private LeaseState state;
    private final LeaseAlarm alarm = new LeaseAlarm(() -> changed = true);
    private int underWay;
    private boolean changed;

    @WorkflowInit
    public LeaseWorkflow(@Nullable JsonNode start) {
        state = LeaseDocument.read(start);
    }

    @Override
    public void keep(@Nullable JsonNode start) {
        while (true) {
            changed = false;
            if (state.hasTerms()) {
                tellAll(take(new LeaseEvent.Woken(now())));
                changed = false;
            }
            if (underWay == 0 && Workflow.isEveryHandlerFinished()) {
                if (state.isFree() && !state.remembered().isAfter(now())) {
                    stop();
                    return;
                }
                if (isLong()) {
                    stop();
                    Workflow.continueAsNew(LeaseDocument.write(state));
                }
            }
            if (state.holders().isEmpty()) {
                watch.stop();
            } else {
                watch.keep(!state.queue().isEmpty());
            }
            LeaseRules.wake(state, now()).ifPresent(alarm::at);
            Workflow.await(() -> changed);
        }
    }

    private void stop() {
        watch.stop();
        alarm.stop();
    }

    @Override
    public void claim(LeaseClaim claim) {
        if (isSound(claim)) {
            take(new LeaseEvent.Claimed(now(), claim)).forEach(this::tell);
        }
    }

    @Override
    public void giveBack(LeaseClaim claim) {
        if (isSound(claim)) {
            take(new LeaseEvent.GivenBack(now(), claim, null)).forEach(this::tell);
        }
    }

    @Override
    public void tell(List<LeaseDesk.Message> messages) {
        List<Told> told = new ArrayList<>();
        for (LeaseDesk.Message message : messages == null ? List.<LeaseDesk.Message>of() : messages) {
            if (message != null && isSound(message.claim())) {
                told.addAll(take(
                        message.givenBack()
                                ? new LeaseEvent.GivenBack(now(), message.claim(), message.wentWell())
                                : new LeaseEvent.Claimed(now(), message.claim())));
            }
        }
        tellAll(told);
    }

    @Override
    public LeaseAnswer take(LeaseClaim claim) {
        LeaseAnswer answer = null;
        for (Told told : take(new LeaseEvent.Claimed(now(), claim))) {
            if (told.whom().run().equals(claim.run()) && told.whom().hold().equals(claim.hold())) {
                answer = told.answer();
            } else {
                tell(told);
            }
        }
        if (answer == null) {
            throw new IllegalStateException("Expected an answer to the claim of run " + claim.run());
        }
        return answer;
    }

    @Override
    public LeaseView state() {
        return new LeaseView(state.key(), named(state.holders(), state.holders().size()), named(state.queue(), NAMED));
    }

    @Override
    public AgentLoad load(@Nullable String without) {
        return state.load(without, now());
    }

    private static List<LeaseHolder> named(List<Place> places, int most) {
        return places.stream().limit(most).map(Place::holder).toList();
    }

    /** Whoever reaches Temporal can send anything. */
    private static boolean isSound(@Nullable LeaseClaim claim) {
        return claim != null
                && claim.run() != null
                && claim.hold() != null
                && claim.path() != null
                && claim.key() != null
                && claim.whenFull() != null
                && claim.limit() > 0;
    }

    private List<Told> take(LeaseEvent event) {
        LeaseStep step = LeaseRules.on(lease, state, event);
        state = step.state();
        changed = true;
        return step.told();
    }

    private void gone(List<LeaseHolder> holders) {
        changed = true;
        holders.forEach(holder -> tellAll(take(new LeaseEvent.Gone(now(), holder))));
    }

    /** Where an agent has terms, many are told at once, and of many tasks of one run. */
    private void tellAll(List<Told> told) {
        if (!state.hasTerms()) {
            told.forEach(this::tell);
            return;
        }
        Map<String, List<Told>> byRun = new LinkedHashMap<>();
        told.forEach(one -> byRun.computeIfAbsent(one.whom().run(), run -> new ArrayList<>())
                .add(one));
        byRun.forEach((run, all) -> {
            for (int from = 0; from < all.size(); from += TOGETHER) {
                List<Told> some = List.copyOf(all.subList(from, Math.min(all.size(), from + TOGETHER)));
                signal(some, "leases", some.stream().map(Told::answer).toList());
            }
        });
    }

    private void tell(Told told) {
        signal(List.of(told), "lease", told.answer());
    }

    /** A run that can't be told has closed, and holds nothing. */
    private void signal(List<Told> told, String name, Object said) {
        underWay++;
        Async.procedure(() -> {
            try {
                Workflow.newUntypedExternalWorkflowStub(WorkflowExecution.newBuilder()
                                .setWorkflowId(told.getFirst().whom().run())
                                .build())
                        .signal(name, said);
            } catch (SignalExternalWorkflowException e) {
                told.forEach(one ->
                        tellAll(take(new LeaseEvent.Gone(now(), one.whom().holder()))));
            }
            underWay--;
            changed = true;
        });
    }

    private static boolean isLong() {
        WorkflowInfo info = Workflow.getInfo();
        return info.isContinueAsNewSuggested() || info.getHistoryLength() >= EVENTS;
    }

    private static Instant now() {
        return Instant.ofEpochMilli(Workflow.currentTimeMillis());
    }
}
