package dev.weft.api.doctor;

import dev.weft.api.limit.Recent;
import dev.weft.api.store.RunLocks;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Goes through all examinations, and repairs: one at a time over all processes that share the database. Thread safe. */
public final class Doctor {
    private static final Logger LOG = LoggerFactory.getLogger(Doctor.class);

    /** How long one request waits; whoever asks again under the same id waits on. */
    private static final Duration PATIENCE = Duration.ofSeconds(40);

    private static final int REMEMBERED = 20;

    private final List<Examination> examinations;
    private final RunLocks locks;
    private final Map<String, FutureTask<DoctorReport>> reports = new Recent<>(REMEMBERED);

    Doctor(List<Examination> examinations, RunLocks locks) {
        this.examinations = List.copyOf(examinations);
        this.locks = locks;
    }

    /**
     * Examines, and waits for that for a while.
     *
     * @param deep whether also what reads all histories
     * @param repair whether what can be is put right
     * @param id the same asks for the same examination, while it goes on and for a while after; {@code null} for one of its own
     */
    public DoctorReport examine(boolean deep, boolean repair, @Nullable String id) {
        String own = id == null ? UUID.randomUUID().toString() : id;
        FutureTask<DoctorReport> task;
        synchronized (reports) {
            task = reports.get(own);
            if (task == null) {
                task = new FutureTask<>(() -> locks.alone("the doctor", () -> elsewhere(() -> all(deep, repair, own))));
                reports.put(own, task);
                Thread.ofVirtual().name("doctor").start(task);
            }
        }
        try {
            return task.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            return DoctorReport.running(own);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return DoctorReport.running(own);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException known ? known : new IllegalStateException(e.getCause());
        }
    }

    /** Not in the transaction that has the lock: others are to see what is done, while it is done. */
    private static DoctorReport elsewhere(Callable<DoctorReport> work) {
        FutureTask<DoctorReport> task = new FutureTask<>(work);
        Thread.ofVirtual().name("doctor-work").start(task);
        return outcome(task);
    }

    private static DoctorReport outcome(FutureTask<DoctorReport> task) {
        try {
            return task.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException known ? known : new IllegalStateException(e.getCause());
        }
    }

    private DoctorReport all(boolean deep, boolean repair, String id) {
        List<DoctorReport.Examined> checks = new ArrayList<>();
        List<Finding> findings = new ArrayList<>();
        boolean healthy = true;
        for (Examination one : examinations) {
            if (one.isDeep() && !deep) {
                checks.add(new DoctorReport.Examined(
                        one.check(), "skipped", 0, 0, 0, "It reads all histories: only with --deep."));
                continue;
            }
            Outcome outcome = outcome(one, repair);
            healthy &= outcome.left() == 0 && outcome.unknown() == null;
            checks.add(new DoctorReport.Examined(
                    one.check(),
                    outcome.status(),
                    outcome.looked(),
                    outcome.findings().size(),
                    outcome.left(),
                    outcome.unknown()));
            findings.addAll(
                    outcome.findings().stream().limit(DoctorReport.SHOWN).toList());
        }
        return new DoctorReport(id, false, healthy, checks, findings);
    }

    /**
     * What became of one.
     *
     * @param unknown what could not be known or done, in words
     */
    private record Outcome(
            int looked,
            List<Finding> findings,
            int left,
            @Nullable String unknown) {
        String status() {
            return left > 0 ? "found" : unknown != null ? "unknown" : findings.isEmpty() ? "ok" : "repaired";
        }
    }

    private static Outcome outcome(Examination one, boolean repair) {
        Look before;
        try {
            before = one.look();
        } catch (RuntimeException e) {
            LOG.warn("What the doctor examines as «{}» can't be known now", one.check(), e);
            return new Outcome(0, List.of(), 0, String.valueOf(e.getMessage()));
        }
        List<Finding> repairable =
                before.findings().stream().filter(Finding::repairable).toList();
        if (!repair || repairable.isEmpty()) {
            return new Outcome(
                    before.looked(), before.findings(), before.findings().size(), before.unknown());
        }
        try {
            one.repair(repairable);
            return after(before, one.look());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return left(before, "It was broken off.");
        } catch (RuntimeException e) {
            LOG.warn("What the doctor has found as «{}» can't be repaired now", one.check(), e);
            return left(before, String.valueOf(e.getMessage()));
        }
    }

    private static Outcome left(Look before, String why) {
        return new Outcome(
                before.looked(),
                before.findings().stream().map(one -> one.after("left")).toList(),
                before.findings().size(),
                why);
    }

    private static Outcome after(Look before, Look after) {
        Set<String> still = after.findings().stream().map(Finding::subject).collect(Collectors.toSet());
        Map<String, Finding> all = new LinkedHashMap<>();
        before.findings()
                .forEach(one -> all.put(one.subject(), one.after(still.contains(one.subject()) ? "left" : "repaired")));
        after.findings().forEach(one -> all.put(one.subject(), one.after("left")));
        return new Outcome(
                after.looked(), List.copyOf(all.values()), after.findings().size(), after.unknown());
    }
}
