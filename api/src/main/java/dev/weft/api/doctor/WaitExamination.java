package dev.weft.api.doctor;

import dev.weft.api.gateway.RunReader;
import dev.weft.api.store.EventWaitStore;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What is noted as waiting for events, of runs that have ended. Repair lets go of it. */
final class WaitExamination implements Examination {
    private static final String CHECK = "event_waits";

    private final EventWaitStore waits;
    private final RunReader reader;

    WaitExamination(EventWaitStore waits, RunReader reader) {
        this.waits = waits;
        this.reader = reader;
    }

    @Override
    public String check() {
        return CHECK;
    }

    @Override
    public Look look() {
        Map<String, List<String>> noted = waits.byRun();
        List<Finding> findings = new ArrayList<>();
        over(noted)
                .forEach((run, ids) -> findings.add(Finding.repairable(
                        CHECK,
                        run,
                        "%d tasks of run %s are noted as waiting for events, but it has ended."
                                .formatted(ids.size(), run),
                        Finding.REPAIR + " lets go of them.")));
        return new Look(noted.size(), findings);
    }

    /** Those of runs that had ended after they were read: a run that begins once more notes others. */
    private Map<String, List<String>> over(Map<String, List<String>> noted) {
        List<String> runs = List.copyOf(noted.keySet());
        List<Boolean> over = Side.bySide(
                runs,
                run -> reader.describe(run)
                        .filter(found -> !found.status().ended())
                        .isEmpty());
        Map<String, List<String>> gone = new HashMap<>();
        for (int i = 0; i < runs.size(); i++) {
            if (over.get(i)) {
                gone.put(runs.get(i), noted.getOrDefault(runs.get(i), List.of()));
            }
        }
        return gone;
    }

    @Override
    public void repair(List<Finding> found) {
        Map<String, List<String>> noted = waits.byRun();
        noted.keySet().retainAll(found.stream().map(Finding::subject).toList());
        waits.remove(over(noted).values().stream().flatMap(List::stream).toList());
    }
}
