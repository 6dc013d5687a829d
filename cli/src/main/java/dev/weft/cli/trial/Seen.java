package dev.weft.cli.trial;

import dev.weft.cli.verdict.Outcome;
import dev.weft.worker.protocol.event.Fact;
import dev.weft.worker.protocol.event.FactBatch;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What is seen of the runs of a case. Thread safe. */
final class Seen {
    private final List<Outcome.Told> told = new ArrayList<>();
    private final List<Outcome.Call> calls = new ArrayList<>();
    private final List<Outcome.Unmocked> unmocked = new ArrayList<>();
    private final List<Outcome.Happened> steps = new ArrayList<>();
    /** The workflow of each run, in the order in which they began. */
    private final Map<String, String> runs = new LinkedHashMap<>();

    private final Set<String> ended = new HashSet<>();

    /** @param leapt by how much the clock has leapt */
    synchronized void told(FactBatch batch, Fact fact, Duration leapt) {
        runs.putIfAbsent(batch.run(), batch.workflow());
        if (fact.type().ends()) {
            ended.add(batch.run());
        } else {
            ended.remove(batch.run());
        }
        told.add(
                new Outcome.Told(batch.workflow(), fact.at(), leapt, fact.type().text(), fact.task(), fact.data()));
    }

    /** Grows with all that happens. */
    synchronized int changes() {
        return told.size() + calls.size() + steps.size();
    }

    /** Whether each run that began has ended. */
    synchronized boolean allEnded() {
        return ended.containsAll(runs.keySet());
    }

    synchronized void called(Outcome.Call call) {
        calls.add(call);
    }

    synchronized void missed(Outcome.Unmocked call) {
        unmocked.add(call);
    }

    synchronized void happened(Outcome.Happened step) {
        steps.add(step);
    }

    /** The definition of a run; empty of one that has told nothing. */
    synchronized String workflow(String run) {
        return runs.getOrDefault(run, "");
    }

    synchronized Map<String, String> runs() {
        return new LinkedHashMap<>(runs);
    }

    synchronized List<Outcome.Told> told() {
        return List.copyOf(told);
    }

    synchronized List<Outcome.Call> calls() {
        return List.copyOf(calls);
    }

    /** Each task once. */
    synchronized List<Outcome.Unmocked> unmocked() {
        Map<String, Outcome.Unmocked> first = new LinkedHashMap<>();
        unmocked.forEach(one -> first.putIfAbsent(one.workflow() + "/" + one.path(), one));
        return List.copyOf(first.values());
    }

    synchronized List<Outcome.Happened> steps() {
        return List.copyOf(steps);
    }
}
