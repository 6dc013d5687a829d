package dev.weft.worker.event;

import dev.weft.worker.event.Gap.Work;
import dev.weft.worker.event.HeldFacts.Held;
import dev.weft.worker.protocol.event.EventSink;
import dev.weft.worker.protocol.event.EventSinkException;
import dev.weft.worker.protocol.event.FactBatch;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowNotFoundException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts to the log what it lacks of runs, one after the other, from their histories. Ends when it is interrupted. Thread safe. */
final class Restorer implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(Restorer.class);

    /** Facts that are put to the log at once, about: others wait for its head meanwhile. */
    private static final int AT_ONCE = 500;

    private final EventSink sink;
    private final Gaps gaps;
    private final HeldFacts held;
    private final Histories histories;
    private volatile boolean closed;

    Restorer(WorkflowClient client, EventSink sink, Gaps gaps) {
        this.sink = sink;
        this.gaps = gaps;
        this.held = new HeldFacts(client);
        this.histories = new Histories(client);
    }

    @Override
    public void run() {
        try {
            while (!closed) {
                Work work = gaps.take();
                try {
                    close(work);
                } catch (InterruptedException e) {
                    throw e;
                } catch (Exception e) {
                    failed(work, e);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** It is interrupted next. */
    void stop() {
        closed = true;
    }

    private void failed(Work work, Exception e) {
        if (closed) {
            return;
        }
        if (e instanceof EventSinkException) {
            LOG.debug("The event log can't be reached", e);
        } else {
            LOG.warn("What run {} told can't be read from its history now, and is read later", work.run(), e);
        }
        gaps.failed(work, String.valueOf(e.getMessage()));
    }

    private void close(Work work) throws Exception {
        if (work.length() == 0) {
            // Nothing is replayed of which the log has all.
            if (!work.whole() && isPut(work)) {
                gaps.done(work);
            } else {
                gaps.measured(work, lengthOf(work.run()));
            }
            return;
        }
        try {
            for (String end : work.ends()) {
                restore(work.run(), end, false);
            }
            restore(work.run(), histories.newest(work.run()).execution(), work.whole());
        } catch (StatusRuntimeException | WorkflowNotFoundException e) {
            if (!isGone(e)) {
                throw e;
            }
            LOG.warn("What run {} told before is lost: its history isn't kept any more", work.run());
        }
        // What can't be read any more leaves a gap, but no more than that.
        sink.put(work.refused(), true);
        gaps.done(work);
    }

    private boolean isPut(Work work) throws EventSinkException {
        if (work.more() || !work.ends().isEmpty()) {
            return false;
        }
        return work.refused().isEmpty()
                ? isTold(work.run())
                : sink.put(work.refused(), false).isEmpty();
    }

    private boolean isTold(String run) throws EventSinkException {
        try {
            var latest = sink.latest(run);
            return latest.isPresent() && histories.newest(run).isToldBy(latest.get());
        } catch (StatusRuntimeException | WorkflowNotFoundException e) {
            if (isGone(e)) {
                return true;
            }
            throw e;
        }
    }

    private long lengthOf(String run) {
        try {
            return histories.newest(run).length();
        } catch (StatusRuntimeException | WorkflowNotFoundException e) {
            if (isGone(e)) {
                return 1;
            }
            throw e;
        }
    }

    private static boolean isGone(RuntimeException e) {
        return e instanceof WorkflowNotFoundException
                || (e instanceof StatusRuntimeException status
                        && status.getStatus().getCode() == Status.Code.NOT_FOUND);
    }

    /**
     * Puts what a history holds, and what those before it hold.
     *
     * @param whole whether all of them are read; else only as far as the log lacks it
     */
    private void restore(String run, String execution, boolean whole) throws Exception {
        Deque<List<FactBatch>> missing = new ArrayDeque<>();
        String at = execution;
        while (!at.isEmpty()) {
            Held found;
            try {
                found = held.of(run, at);
            } catch (StatusRuntimeException | WorkflowNotFoundException e) {
                if (missing.isEmpty() || !isGone(e)) {
                    throw e;
                }
                LOG.warn("What run {} told at first is lost: that history isn't kept any more", run);
                break;
            }
            if (!whole && !found.facts().isEmpty() && sink.has(found.facts().getLast())) {
                break;
            }
            missing.addFirst(found.facts());
            at = found.before().isEmpty() && found.isOnceMore() ? histories.endedBefore(run, at) : found.before();
        }
        put(missing.stream().flatMap(List::stream).toList());
    }

    private void put(List<FactBatch> facts) throws EventSinkException {
        List<FactBatch> some = new ArrayList<>();
        int many = 0;
        for (FactBatch batch : facts) {
            some.add(batch);
            many += batch.facts().size();
            if (many >= AT_ONCE) {
                sink.put(some, true);
                some.clear();
                many = 0;
            }
        }
        sink.put(some, true);
    }
}
