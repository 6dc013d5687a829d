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
import dev.weft.worker.workflow.Versions;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInfo;
import io.temporal.workflow.WorkflowInit;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The rim: one lease on Temporal. It ends when nobody wants the lease; a claim that comes just then is taken in first, as
 * Temporal lets no workflow end that has not seen all its signals, and one that comes after starts it anew.
 */
public class LeaseWorkflow implements WeftLease {
    /** Where the server suggests nothing before. */
    private static final int EVENTS = 8_000;

    private static final int NAMED = 100;

    /** Name, in histories, of the change with which holders are looked at before somebody is refused. */
    private static final String LOOKS = "holders are looked at before a claim is refused";

    private final String lease = Workflow.getInfo().getWorkflowId();
    private final LeaseWatch watch = new LeaseWatch(this::gone);
    private final LeaseAnswers answers = new LeaseAnswers(this::lost, () -> changed = true);
    private final LeaseAlarm alarm = new LeaseAlarm(() -> changed = true);
    private final List<Told> untold;
    private LeaseState state;
    private boolean changed;

    @WorkflowInit
    public LeaseWorkflow(@Nullable JsonNode start) {
        LeaseDocument document = LeaseDocument.read(start);
        state = document.state();
        untold = document.untold();
    }

    @Override
    public void keep(@Nullable JsonNode start) {
        answers.tell(untold, true);
        while (true) {
            changed = false;
            if (state.hasTerms()) {
                tellAll(take(new LeaseEvent.Woken(now())));
                changed = false;
            }
            boolean isLong = isLong();
            if (isLong) {
                answers.hold();
            }
            if (answers.isIdle() && Workflow.isEveryHandlerFinished()) {
                List<Told> still = answers.untold();
                if (still.isEmpty() && state.isFree() && !state.remembered().isAfter(now())) {
                    stop();
                    return;
                }
                if (isLong) {
                    stop();
                    Workflow.continueAsNew(new LeaseDocument(state, still).write());
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
            lookBeforeRefusing(List.of(claim));
            answers.tell(take(new LeaseEvent.Claimed(now(), claim)), false);
        }
    }

    @Override
    public void giveBack(LeaseClaim claim) {
        if (isSound(claim)) {
            answers.tell(take(new LeaseEvent.GivenBack(now(), claim, null)), false);
        }
    }

    @Override
    public void tell(List<LeaseDesk.Message> messages) {
        List<LeaseDesk.Message> sound = messages == null
                ? List.of()
                : messages.stream()
                        .filter(message -> message != null && isSound(message.claim()))
                        .toList();
        lookBeforeRefusing(sound.stream()
                .filter(message -> !message.givenBack())
                .map(LeaseDesk.Message::claim)
                .toList());
        List<Told> told = new ArrayList<>();
        for (LeaseDesk.Message message : sound) {
            told.addAll(take(
                    message.givenBack()
                            ? new LeaseEvent.GivenBack(now(), message.claim(), message.wentWell())
                            : new LeaseEvent.Claimed(now(), message.claim())));
        }
        tellAll(told);
    }

    @Override
    public void letGo(List<LeaseHolder> ended) {
        // Whoever reaches Temporal can send anything.
        gone((ended == null ? List.<LeaseHolder>of() : ended)
                .stream()
                        .filter(holder -> holder != null && holder.run() != null)
                        .toList());
    }

    @Override
    public LeaseAnswer take(LeaseClaim claim) {
        lookBeforeRefusing(List.of(claim));
        LeaseAnswer answer = null;
        for (Told told : take(new LeaseEvent.Claimed(now(), claim))) {
            if (told.whom().run().equals(claim.run()) && told.whom().hold().equals(claim.hold())) {
                answer = told.answer();
            } else {
                answers.tell(List.of(told), false);
            }
        }
        if (answer == null) {
            throw new IllegalStateException("Expected an answer to the claim of run " + claim.run());
        }
        return answer;
    }

    /** Who asks once, and doesn't wait, is not to be refused for what has closed: while nobody waits, that is looked at rarely. */
    private void lookBeforeRefusing(List<LeaseClaim> claims) {
        boolean refused = claims.stream().anyMatch(claim -> LeaseRules.refuses(state, claim));
        if (refused && Versions.has(LOOKS)) {
            watch.look();
        }
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

    private void tellAll(List<Told> told) {
        answers.tell(told, state.hasTerms());
    }

    private void lost(Told told) {
        tellAll(take(new LeaseEvent.Gone(now(), told.whom().holder())));
    }

    private static boolean isLong() {
        WorkflowInfo info = Workflow.getInfo();
        return info.isContinueAsNewSuggested() || info.getHistoryLength() >= EVENTS;
    }

    private static Instant now() {
        return Instant.ofEpochMilli(Workflow.currentTimeMillis());
    }
}
