package dev.weft.worker.interpreter.view;

import dev.weft.definitions.Definitions;
import dev.weft.definitions.agent.Agent;
import dev.weft.definitions.agent.AgentKind;
import dev.weft.worker.interpreter.RunLoop;
import dev.weft.worker.interpreter.state.RunEvent;
import dev.weft.worker.interpreter.state.RunFacts;
import dev.weft.worker.interpreter.state.RunState;
import dev.weft.worker.protocol.RunRequest;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * Takes a small run through the core before the first real one comes: loading its classes on a busy machine could else
 * take the first workflow task longer than the second after which Temporal calls it deadlocked.
 */
public final class InterpreterWarmUp {
    private static final String DEFINITION = """
            {"version":"3.0.0","id":"warm-up","tasks":{
            "work":{"action":"agent_task","agent":"worker","parameters":{"text":"${{ run.id }}"}},
            "choose":{"needs":["work"],"when":"tasks.work.output != 1","action":"transform","parameters":{"value":1}},
            "ask":{"needs":["choose"],"action":"approval_gate","parameters":{"approvers":["anyone"],"timeout":"1h"}}}}""";

    private InterpreterWarmUp() {}

    /** Runs it; takes a few hundred milliseconds the first time and changes nothing. */
    public static void run() {
        Agent worker = new Agent("worker", "", List.of(), Map.of(), null, new AgentKind.Java("none"));
        RunRequest request = new RunRequest("warm-up", 0, DEFINITION, Map.of(), Map.of("worker", worker), "", Map.of());
        RunLoop loop = new RunLoop(Definitions.compile(DEFINITION), new RunFacts("warm-up", request));
        Instant now = Instant.EPOCH;
        RunState begun = loop.on(RunState.initial(loop.plan()), new RunEvent.Started(now))
                .state();
        RunState asked =
                loop.on(begun, new RunEvent.AttemptCompleted(now, 0, 1, 2L)).state();
        new CurrentDetails(loop).of(asked, RunViews.waitingOn(loop, asked));
        RunViews.of(loop, asked, now, null);
    }
}
