package dev.weft.api.gateway;

import dev.weft.worker.protocol.WeftRun;
import io.temporal.api.workflow.v1.PendingChildExecutionInfo;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Finds the open runs that a run has started and waits for. */
public final class ChildFinder {
    private static final int MOST = 200;
    private final TemporalRim rim;
    private final RunLister lister;
    private final RunReader reader;

    ChildFinder(TemporalRim rim, RunLister lister, RunReader reader) {
        this.rim = rim;
        this.lister = lister;
        this.reader = reader;
    }

    /** Ids: those of the newest execution at once, those of executions before it as visibility shows them. */
    public List<RunSummary> awaited(String run) {
        Set<String> ids = new LinkedHashSet<>(pending(run));
        byte[] position = null;
        do {
            RunLister.Runs page = lister.list(RunFilter.openChildrenOf(run), MOST, position);
            page.items().forEach(child -> ids.add(child.run()));
            position = page.next();
        } while (position != null);
        return ids.stream()
                .flatMap(id -> reader.describe(id).stream())
                .filter(child -> child.awaitedBy() != null && !child.status().ended())
                .toList();
    }

    private List<String> pending(String run) {
        return rim.described(run).stream()
                .flatMap(found -> found.getPendingChildrenList().stream())
                .filter(child -> child.getWorkflowTypeName().equals(WeftRun.TYPE))
                .map(PendingChildExecutionInfo::getWorkflowId)
                .toList();
    }
}
