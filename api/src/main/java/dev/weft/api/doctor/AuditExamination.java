package dev.weft.api.doctor;

import dev.weft.api.audit.Audit;
import dev.weft.api.audit.Verification;
import java.util.ArrayList;
import java.util.List;

/** The chain of the audit trail. */
final class AuditExamination implements Examination {
    private static final String CHECK = "audit";

    private final Audit audit;

    AuditExamination(Audit audit) {
        this.audit = audit;
    }

    @Override
    public String check() {
        return CHECK;
    }

    @Override
    public Look look() {
        Verification verification = audit.verify();
        List<Finding> findings = new ArrayList<>();
        for (String problem : verification.problems()) {
            findings.add(
                    Finding.critical(
                            CHECK,
                            "problem " + (findings.size() + 1),
                            problem,
                            "Somebody has changed the audit trail outside of Weft, and nothing puts that right: find out who, and compare with an export («weft audit export»)."));
        }
        return new Look((int) Math.min(Integer.MAX_VALUE, verification.entries()), findings);
    }
}
