package dev.weft.api.doctor;

import dev.weft.api.insight.Recount;
import java.util.List;

/** What is counted of the event log, against the log itself. Repair counts anew. */
final class FigureExamination implements Examination {
    private static final String CHECK = "figures";

    private final Recount recount;

    FigureExamination(Recount recount) {
        this.recount = recount;
    }

    @Override
    public String check() {
        return CHECK;
    }

    @Override
    public Look look() {
        Recount.Outcome outcome = recount.compare();
        return new Look(
                outcome.counted(),
                outcome.differences().stream()
                        .map(one -> Finding.repairable(
                                CHECK,
                                one.subject(),
                                one.words(),
                                Finding.REPAIR + " counts the whole event log anew, while all goes on."))
                        .toList());
    }

    @Override
    public void repair(List<Finding> found) {
        recount.replace();
    }
}
