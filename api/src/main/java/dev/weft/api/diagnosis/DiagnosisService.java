package dev.weft.api.diagnosis;

import dev.weft.api.gateway.AttemptReader;
import dev.weft.api.gateway.Gateway;
import dev.weft.api.gateway.RunReader;
import dev.weft.api.gateway.RunSummary;
import dev.weft.api.gateway.TaskQueueReader;
import dev.weft.api.large.LargeValues;
import dev.weft.api.representation.BelowBody;
import dev.weft.api.representation.DiagnosisBody;
import dev.weft.api.representation.DiagnosisBody.Failing;
import dev.weft.api.representation.DiagnosisBody.UnderWay;
import dev.weft.api.representation.DiagnosisBody.Waited;
import dev.weft.api.representation.LogItem;
import dev.weft.api.service.Below;
import dev.weft.api.service.FailedTasks;
import dev.weft.api.service.Links;
import dev.weft.api.service.RunService;
import dev.weft.api.service.RunViews;
import dev.weft.api.store.AgentCallStore;
import dev.weft.api.store.AgentStore;
import dev.weft.api.store.LogFilter;
import dev.weft.api.store.LogStore;
import dev.weft.definitions.action.LogLevel;
import dev.weft.worker.protocol.RunView;
import dev.weft.worker.protocol.RunView.TaskView;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Finds out why runs wait or failed. Thread safe. */
public final class DiagnosisService {
    private static final int FAILURES = 10;
    private static final int AGENTS = 5;
    private static final int LINES = 10;

    private final Gateway gateway;
    private final RunService runs;
    private final RunViews views;
    private final LogStore logs;
    private final AgentLook agents;
    private final Links links;
    private final Below below;
    private final Clock clock;

    public DiagnosisService(
            Gateway gateway,
            RunService runs,
            RunViews views,
            LogStore logs,
            AgentStore agents,
            AgentCallStore calls,
            Links links,
            Clock clock) {
        this.gateway = gateway;
        this.runs = runs;
        this.views = views;
        this.logs = logs;
        this.agents = new AgentLook(gateway, agents, calls);
        this.links = links;
        this.below = new Below(gateway);
        this.clock = clock;
    }

    /** A run, looked at closely; 404 where there is none. */
    public DiagnosisBody of(String run) {
        RunSummary summary = runs.find(run);
        RunViews.Snapshot snapshot = views.of(summary);
        RunView view = snapshot.view();
        Map<String, TaskView> tasks = FailedTasks.all(view);
        List<String> failed = FailedTasks.of(tasks);
        List<Failing> failures = failed.stream()
                .limit(FAILURES)
                .map(path -> failing(summary, snapshot.stale(), path, Objects.requireNonNull(tasks.get(path))))
                .toList();
        List<UnderWay> underWay = underWay(summary);
        BelowBody below = this.below.of(view);
        Optional<TaskQueueReader.Queue> queue = queue();
        int workers = queue.map(now -> now.polling(clock.instant()).size()).orElse(0);
        Findings findings = new Findings(
                summary,
                view,
                gates(view, tasks),
                snapshot.stale(),
                workers == 0
                        ? queue.map(TaskQueueReader.Queue::unserved)
                                .orElse("Temporal doesn't say whether a worker polls: runs may wait.")
                        : null,
                failed.size(),
                failures,
                underWay,
                below);
        return new DiagnosisBody(
                run,
                view.workflow(),
                view.status(),
                findings.summary(),
                view.error(),
                view.waitingOn().stream().map(one -> waited(one, tasks)).toList(),
                below.isNothing() ? null : below,
                failures,
                underWay,
                names(view, tasks, failures, underWay).stream()
                        .limit(AGENTS)
                        .map(agents::at)
                        .toList(),
                workers,
                findings.notes(),
                findings.commands(),
                snapshot.stale() ? true : null,
                links.of(summary));
    }

    private Failing failing(RunSummary run, boolean stale, String path, TaskView task) {
        Object input = stale
                ? null
                : gateway.reader().input(run, path).map(RunReader.Output::value).orElse(null);
        return new Failing(
                path,
                task.status(),
                task.action(),
                task.agent(),
                task.attempts(),
                task.error(),
                LargeValues.shown(input),
                task.run(),
                logs.last(new LogFilter(run.run(), path, LogLevel.INFO, null, null, null), LINES).stream()
                        .map(LogItem::of)
                        .toList());
    }

    private List<UnderWay> underWay(RunSummary run) {
        return gateway.attempts().underWay(run).stream()
                .map(DiagnosisService::underWay)
                .toList();
    }

    private static UnderWay underWay(AttemptReader.UnderWay one) {
        return new UnderWay(
                one.path(), one.type(), one.taken(), one.worker(), one.startedAt(), one.lastSignAt(), one.losses());
    }

    private Optional<TaskQueueReader.Queue> queue() {
        try {
            return Optional.of(gateway.queue().describe());
        } catch (RuntimeException e) {
            return Optional.empty();
        }
    }

    /** The gates that are asked, by path. */
    private static Map<String, RunView.GateView> gates(RunView view, Map<String, TaskView> tasks) {
        Map<String, RunView.GateView> gates = new LinkedHashMap<>();
        for (RunView.Waiting one : view.waitingOn()) {
            TaskView task = tasks.get(one.task());
            if (task != null && task.gate() != null && one.kind().equals("approval")) {
                gates.put(one.task(), task.gate());
            }
        }
        return gates;
    }

    private Waited waited(RunView.Waiting one, Map<String, TaskView> tasks) {
        TaskView task = tasks.get(one.task());
        RunView.GateView gate = task == null || !one.kind().equals("approval") ? null : task.gate();
        String agent = task == null || !one.kind().equals("lease") ? null : task.agent();
        return new Waited(
                one.task(),
                one.kind(),
                one.reason(),
                one.since(),
                gate == null ? null : GateLook.open(gate),
                gate == null ? null : gate.deadline(),
                agent == null ? null : agents.holders(agent),
                one.until(),
                gate == null ? null : GateLook.voices(gate));
    }

    private static Set<String> names(
            RunView view, Map<String, TaskView> tasks, List<Failing> failures, List<UnderWay> underWay) {
        Set<String> names = new LinkedHashSet<>();
        Stream.of(
                        failures.stream().map(Failing::agent),
                        view.waitingOn().stream().map(one -> agent(tasks.get(one.task()))),
                        underWay.stream().map(one -> one.task() == null ? null : agent(tasks.get(one.task()))))
                .flatMap(some -> some)
                .filter(Objects::nonNull)
                .forEach(names::add);
        return names;
    }

    private static @Nullable String agent(@Nullable TaskView task) {
        return task == null ? null : task.agent();
    }
}
