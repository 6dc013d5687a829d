package dev.weft.api.doctor;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of an examination of the platform.
 *
 * @param id of the examination
 * @param running whether it goes on; then nothing else is known yet
 * @param healthy whether nothing is left to do, and everything could be known
 * @param findings of each check the first {@value #SHOWN}
 */
public record DoctorReport(
        String id, boolean running, @Nullable Boolean healthy, List<Examined> checks, List<Finding> findings) {
    /** Findings of a check that are told. */
    static final int SHOWN = 100;

    public DoctorReport {
        checks = List.copyOf(checks);
        findings = List.copyOf(findings);
    }

    /**
     * What became of one check.
     *
     * @param status {@code ok}, {@code found}, {@code repaired} where all that was found is, {@code unknown}, or {@code skipped}
     * @param looked at how many things
     * @param found how many findings there were
     * @param left how many of them there are still
     * @param detail what could not be known, or done
     */
    public record Examined(
            String check,
            String status,
            int looked,
            int found,
            int left,
            @Nullable String detail) {}

    /** One that goes on. */
    static DoctorReport running(String id) {
        return new DoctorReport(id, true, null, List.of(), List.of());
    }
}
