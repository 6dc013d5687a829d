package dev.weft.api.diagnosis;

import dev.weft.api.gateway.RunSummary;
import dev.weft.api.representation.BelowBody;
import dev.weft.api.representation.DiagnosisBody.Command;
import dev.weft.api.representation.DiagnosisBody.Failing;
import dev.weft.api.representation.DiagnosisBody.UnderWay;
import dev.weft.worker.protocol.Failure;
import dev.weft.worker.protocol.RunStatus;
import dev.weft.worker.protocol.RunView;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What is said of a run, from what was found out.
 *
 * @param gates those that are asked, by path
 * @param unserved why no worker has runs; {@code null} where one has
 * @param failed how many tasks failed, or whose last attempt did
 * @param failures the first of them
 * @param below what the runs are about that it waits for
 */
record Findings(
        RunSummary run,
        RunView view,
        Map<String, RunView.GateView> gates,
        boolean stale,
        @Nullable String unserved,
        int failed,
        List<Failing> failures,
        List<UnderWay> underWay,
        BelowBody below) {
    private static final int NAMED = 3;
    private static final Pattern NAMES = Pattern.compile("Task '([^']+)' ");
    private static final String UNANSWERED =
            "No worker answers for it, so it may stand still: what Temporal alone can tell is this. ";
    private static final Set<String> STEERED = Set.of("approval", "person", "event");

    /** What it is about, in a sentence or two. */
    String summary() {
        if (run.isStuck()) {
            return "The interpreter has failed at this run " + run.stuckAttempts()
                    + " times. The worker's log says why; the run goes on by itself once a worker can.";
        }
        if (run.isSlow()) {
            return "Workers have taken too long " + run.stuckAttempts()
                    + " times to be where they were with this run. It goes on by itself once one has the processors for it.";
        }
        if (unserved != null && !view.status().ended()) {
            return "The run stands still. " + unserved;
        }
        return (stale && !view.status().ended() ? UNANSWERED : "") + known();
    }

    private String known() {
        return switch (view.status()) {
            case RUNNING -> running();
            case WAITING -> "It waits for " + waits() + ".";
            case PAUSED ->
                (view.undoing() == null
                                ? "It is paused: nothing new starts until it is resumed."
                                : "It is paused while what it did is being undone: nothing more of it is undone until"
                                        + " it is resumed.")
                        + (underWay.isEmpty() ? "" : " " + count(underWay.size(), "attempt") + " under way go on.");
            case COMPLETED ->
                "It completed. Nothing stands in its way."
                        + (failed == 0 ? "" : " " + count(failed, "task") + " failed, which the definition allows.");
            case FAILED -> failure("It failed");
            case TIMED_OUT -> failure("It took longer than it may");
            case CANCELLED -> failure("It was cancelled");
            case TERMINATED -> failure("It was ended by force, without cleaning up");
            case ROLLING_BACK ->
                "What it did is being undone" + (view.waitingOn().isEmpty() ? "." : ", and waits for " + waits() + ".");
            case ROLLED_BACK -> failure("What it did was undone");
        };
    }

    /** More that is worth knowing. */
    List<String> notes() {
        List<String> notes = new ArrayList<>();
        if (stale) {
            notes.add("No worker answered in time, so this is what Temporal alone can tell: it may be incomplete.");
        }
        if (failed > failures.size()) {
            notes.add("Of " + failed + " tasks that failed the first " + failures.size() + " are shown.");
        }
        for (UnderWay one : underWay) {
            if (!one.taken()) {
                notes.add("An attempt of " + name(one) + " waits for a worker to take it.");
            } else if (one.losses() > 0) {
                notes.add("An attempt of " + name(one) + " was lost with its worker " + times(one.losses())
                        + " and is made again.");
            }
        }
        if (view.status() == RunStatus.FAILED && !retryable()) {
            notes.add("Another attempt would fail in the same way: mend the cause first.");
        }
        view.ignored().forEach(ignored -> notes.add("Ignored: " + ignored));
        return notes;
    }

    /** Commands that help, the most likely first. */
    List<Command> commands() {
        List<Command> commands = new ArrayList<>();
        if (run.isStuck()
                || run.isSlow()
                || ((stale || unserved != null) && !view.status().ended())) {
            add(commands, "weft health", "says which parts of the platform are well");
        }
        view.waitingOn().stream().limit(NAMED).forEach(one -> forWait(id(), one.task(), one.kind(), commands));
        below.waitingOn().stream().limit(NAMED).forEach(one -> forWait(one.run(), one.task(), one.kind(), commands));
        below.runs().stream()
                .limit(NAMED)
                .forEach(one -> add(commands, "weft debug " + one.run(), "looks into the run of '" + one.task() + "'"));
        switch (view.status()) {
            case RUNNING, WAITING -> {
                if (view.waitingOn().stream().noneMatch(one -> STEERED.contains(one.kind()))
                        && below.waitingOn().stream().noneMatch(one -> STEERED.contains(one.kind()))) {
                    add(commands, "weft monitor " + id(), "follows it");
                    add(commands, "weft logs " + id() + " --follow", "shows what its attempts say");
                }
            }
            case PAUSED ->
                add(commands, "weft resume " + id(), view.undoing() == null ? "goes on" : "goes on with the undoing");
            case FAILED, TIMED_OUT, CANCELLED, TERMINATED -> forEnd(commands);
            case ROLLING_BACK -> add(commands, "weft monitor " + id(), "follows the undoing");
            case ROLLED_BACK -> add(commands, "weft restart " + id(), "does all of it again, as a new run");
            case COMPLETED -> add(commands, "weft status " + id(), "shows its outputs");
        }
        failures.stream()
                .limit(NAMED)
                .forEach(one -> add(
                        commands,
                        "weft logs " + id() + " --task " + quoted(one.task()),
                        "shows what its attempts said"));
        failures.stream()
                .filter(one -> one.run() != null)
                .limit(NAMED)
                .forEach(one -> add(commands, "weft debug " + one.run(), "looks into the run that it started"));
        return commands;
    }

    private void forWait(String run, String path, String kind, List<Command> commands) {
        String task = quoted(path);
        switch (kind) {
            case "approval" -> forGate(run, path, run.equals(id()) ? gates.get(path) : null, commands);
            case "person" -> {
                add(commands, "weft retry " + run + " " + task, "does it once more");
                add(commands, "weft skip " + run + " " + task, "goes on without it");
            }
            case "event" ->
                add(commands, "weft events tail --after 0", "shows which events came; weft events send sends one");
            default -> {
                // It goes on by itself.
            }
        }
    }

    private void forGate(String run, String path, RunView.@Nullable GateView gate, List<Command> commands) {
        if (gate != null && !GateLook.takesTheApis(gate)) {
            add(
                    commands,
                    "temporal workflow signal --workflow-id " + run + " --name approval --input '{\"task\":\"" + path
                            + "\",\"decision\":\"approve\",\"by\":\"…\"}'",
                    "approves: decisions come through Temporal only");
            return;
        }
        String fields = gate == null
                ? ""
                : GateLook.voices(gate).missing().stream()
                        .map(field -> " --input " + field + "=…")
                        .collect(Collectors.joining());
        add(commands, "weft approve " + run + " " + quoted(path) + fields, "approves, for whoever is asked");
        add(commands, "weft reject " + run + " " + quoted(path) + " --comment …", "rejects");
    }

    private void forEnd(List<Command> commands) {
        Failing cause = cause();
        if (cause != null) {
            add(
                    commands,
                    "weft retry " + id() + " " + quoted(cause.task()),
                    isSliced(cause.task())
                            ? "does all of its items again, in the same run; what completed under a cache is taken from there"
                            : "goes on from there, in the same run");
            add(
                    commands,
                    "weft restart " + id() + " --from " + quoted(cause.task()) + " --input k=v",
                    "does it again as a new run, with other inputs or another revision");
        } else {
            add(commands, "weft restart " + id(), "does it again as a new run");
        }
        add(commands, "weft rollback " + id() + " --all", "undoes what it did");
    }

    private static void add(List<Command> commands, String command, String does) {
        if (commands.stream().noneMatch(one -> one.command().equals(command))) {
            commands.add(new Command(command, does));
        }
    }

    private String running() {
        String waits = view.waitingOn().isEmpty() ? "" : " It also waits for " + waits() + ".";
        long taken = underWay.stream().filter(UnderWay::taken).count();
        if (underWay.isEmpty() && !below.isNothing()) {
            return waitsForRuns() + waits;
        }
        if (underWay.isEmpty()) {
            return "It runs: between two steps, or at quick tasks." + waits;
        }
        if (!below.waitingOn().isEmpty()) {
            waits += " Runs that it has started wait for " + waitsBelow() + ".";
        }
        return taken == 0
                ? "Its attempts wait for a worker to take them: " + names(underWay) + "." + waits
                : "It is at work: " + names(underWay) + "." + waits;
    }

    /** It does nothing itself but wait for runs that it has started. */
    private String waitsForRuns() {
        String runs = below.runs().stream()
                .limit(NAMED)
                .map(one -> "'" + one.task() + "' (" + one.run() + ", " + one.status() + ")")
                .collect(Collectors.joining(", "));
        String started = "It waits for runs that it has started: " + runs
                + (below.runs().size() > NAMED ? " and " + (below.runs().size() - NAMED) + " more" : "") + ".";
        if (below.waitingOn().isEmpty()) {
            return started + (below.works() ? " They are at work." : "");
        }
        return started + (below.works() ? " Some are at work, others wait for " : " They wait for ") + waitsBelow()
                + ".";
    }

    private String waitsBelow() {
        List<BelowBody.Wait> all = below.waitingOn();
        int more = all.size() + below.more() - NAMED;
        return all.stream()
                        .limit(NAMED)
                        .map(one -> "'" + one.task() + "'" + (one.run().equals(id()) ? "" : " of " + one.run()) + " ("
                                + one.kind() + ")" + (one.reason().isEmpty() ? "" : " " + one.reason()))
                        .collect(Collectors.joining("; "))
                + (more > 0 ? "; and " + more + " more" : "");
    }

    private String failure(String what) {
        Failing cause = cause();
        if (cause != null) {
            return what + ": task '" + cause.task() + "' after " + count(cause.attempts(), "attempt") + ": "
                    + words(cause.error());
        }
        Failure error = view.error();
        return error == null ? what + "." : what + ": " + words(error);
    }

    /** Whether runs of their own do the items of a loop. */
    private boolean isSliced(String path) {
        return view.items().keySet().stream()
                .anyMatch(item -> item.startsWith(path + "[")
                        && item.substring(path.length()).matches("\\[\\d+-\\d+]"));
    }

    /** The failure that the run ended with, where it was that of a task: others may have been tolerated. */
    private @Nullable Failing cause() {
        Failure error = view.error();
        if (error == null) {
            return failures.isEmpty() ? null : failures.getFirst();
        }
        Matcher named = NAMES.matcher(error.message());
        String task = named.lookingAt() ? named.group(1) : "";
        return failures.stream()
                .filter(one -> one.task().equals(task))
                .findFirst()
                .or(() -> failures.stream().filter(one -> tells(error, one)).findFirst())
                .orElse(null);
    }

    private static boolean tells(Failure error, Failing one) {
        return one.error() != null
                && error.code().equals(one.error().code())
                && error.message().contains(one.error().message());
    }

    private boolean retryable() {
        return failures.isEmpty()
                || failures.stream()
                        .anyMatch(one -> one.error() != null && one.error().retryable());
    }

    private String waits() {
        List<RunView.Waiting> all = view.waitingOn();
        if (all.isEmpty()) {
            return "something that Temporal alone can't tell";
        }
        return all.stream()
                        .limit(NAMED)
                        .map(one -> (one.task().isEmpty() ? "" : "'" + one.task() + "' ") + "(" + one.kind() + ")"
                                + (one.reason().isEmpty() ? "" : " " + one.reason())
                                + voices(one))
                        .collect(Collectors.joining("; "))
                + (all.size() > NAMED ? "; and " + (all.size() - NAMED) + " more" : "");
    }

    private String voices(RunView.Waiting one) {
        RunView.GateView gate = gates.get(one.task());
        if (gate == null) {
            return "";
        }
        return ", " + gate.approvals() + " of " + count(gate.quorum(), "approval")
                + (gate.levels().size() == 1
                        ? ""
                        : " at level " + gate.level() + " of " + gate.levels().size());
    }

    private static String names(List<UnderWay> attempts) {
        return attempts.stream().limit(NAMED).map(Findings::name).collect(Collectors.joining(", "))
                + (attempts.size() > NAMED ? " and " + (attempts.size() - NAMED) + " more" : "");
    }

    private static String name(UnderWay one) {
        return one.task() == null || one.task().isEmpty() ? one.action() : "'" + one.task() + "'";
    }

    private static String words(@Nullable Failure failure) {
        return failure == null ? "" : failure.code() + ": " + failure.message();
    }

    private static String count(int number, String what) {
        return number + " " + what + (number == 1 ? "" : "s");
    }

    private static String times(int number) {
        return number == 1 ? "once" : number + " times";
    }

    private String id() {
        return view.run();
    }

    /** A path as a shell takes it. */
    private static String quoted(String path) {
        return path.matches("[A-Za-z0-9_.-]+") ? path : "'" + path + "'";
    }
}
