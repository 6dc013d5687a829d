package dev.weft.worker.interpreter;

import dev.weft.worker.interpreter.document.ValueDocument;
import dev.weft.worker.interpreter.state.Effect;
import dev.weft.worker.interpreter.state.RunEvent;
import dev.weft.worker.protocol.cache.CacheMiss;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The result cache of a simulated world: what other runs have put is known by the path of what it is taken for. */
final class SimulatedResults {
    /** An output of a run. */
    record Result(String run, @Nullable Object output) {}

    /** What was put, each as path and JSON. */
    final List<String> put = new ArrayList<>();

    /** Which goings of the run dropped what they had put. */
    final List<Integer> dropped = new ArrayList<>();

    private final Map<String, Result> own = new LinkedHashMap<>();
    private Function<String, @Nullable Result> others = path -> null;
    private @Nullable Map<String, Result> ofRuns;
    private boolean remembers;
    private UnaryOperator<@Nullable Object> whole = value -> value;

    /** What is put is known to the worlds of other runs, too, and so is what they put of whole runs. */
    void share(Map<String, Result> all) {
        ofRuns = all;
    }

    /** How a value is looked at. */
    void seenBy(UnaryOperator<@Nullable Object> those) {
        whole = those;
    }

    /** What other runs have put. */
    void others(Function<String, @Nullable Result> those) {
        others = those;
    }

    /** The run takes what it has put itself. */
    void remember() {
        remembers = true;
    }

    RunEvent find(Effect.FindResult find, Instant now) {
        Result found = ofRuns != null && find.path().isEmpty()
                ? ofRuns.get(find.digest())
                : own.getOrDefault(find.digest(), others.apply(find.path()));
        return new RunEvent.ResultFound(
                now,
                find.task(),
                find.digest(),
                found == null ? null : found.run(),
                found == null ? null : ValueDocument.read(ValueDocument.write(found.output())),
                found == null ? CacheMiss.ABSENT : null);
    }

    void put(Effect.PutResult result) {
        put.add(result.path() + " " + RunCase.json(whole.apply(result.output())));
        if (ofRuns != null && result.path().isEmpty()) {
            ofRuns.put(result.digest(), new Result(result.run(), result.output()));
        }
        if (remembers) {
            own.put(result.digest(), new Result(result.run(), result.output()));
        }
    }

    void drop(String run, Effect.DropResults drop) {
        dropped.add(drop.generation());
        own.values().removeIf(one -> one.run().equals(run));
        if (ofRuns != null) {
            ofRuns.values().removeIf(one -> one.run().equals(run));
        }
    }
}
