package dev.weft.api.service;

import dev.weft.api.error.ApiException;
import dev.weft.api.gateway.Gateway;
import dev.weft.api.gateway.RunSummary;
import dev.weft.worker.protocol.ChildReport;
import dev.weft.worker.protocol.RunStatus;
import java.util.LinkedHashMap;
import java.util.Map;

/** Ends a run by force, and with it the runs that it waits for, which it can't end itself any more. Thread safe. */
final class Termination {
    private static final int CONFLICT = 409;
    private final Gateway gateway;

    Termination(Gateway gateway) {
        this.gateway = gateway;
    }

    /** Ends an open run and those below it; whoever waits for it is told. */
    void of(RunSummary run, String by, String reason) {
        Map<String, RunSummary> children = new LinkedHashMap<>();
        gateway.children().awaited(run.run()).forEach(child -> children.put(child.run(), child));
        gateway.control().terminate(run.run(), by, reason);
        // What it has started between the look and its end.
        gateway.children().awaited(run.run()).forEach(child -> children.put(child.run(), child));
        String parent = run.parent();
        String task = run.awaitedBy();
        if (parent != null && task != null) {
            gateway.control().report(parent, new ChildReport(run.run(), task, RunStatus.TERMINATED, null, null));
        }
        for (RunSummary child : children.values()) {
            try {
                of(child, by, "run " + run.run() + ", which started it, was terminated: " + reason);
            } catch (ApiException e) {
                if (e.problem().status() != CONFLICT) {
                    throw e;
                }
            }
        }
    }
}
