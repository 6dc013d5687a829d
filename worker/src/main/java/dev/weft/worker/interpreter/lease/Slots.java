package dev.weft.worker.interpreter.lease;

import dev.weft.worker.task.TaskState;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Slots of a run that are taken, or are about to be. */
public final class Slots {
    private int taken;
    private int takenBySlices;
    private int agentsClaimed;
    private int lookedUp;
    private final Map<String, Integer> calls = new TreeMap<>();

    public Slots(List<TaskState> tasks) {
        tasks.forEach(task -> count(task, 1));
    }

    public void move(TaskState before, TaskState after) {
        count(before, -1);
        count(after, 1);
    }

    private void count(TaskState task, int by) {
        taken += task.holdsSlot() ? by : 0;
        takenBySlices += task.holdsSlot() && task.doesSlice() ? by : 0;
        agentsClaimed += task.claimsAgent() ? by : 0;
        lookedUp += task.isLookedUp() ? by : 0;
        String agent = task.calls();
        if (agent != null) {
            calls.merge(agent, by, Integer::sum);
        }
    }

    /** Tasks that hold a slot: attempts under way and delays between them; a gate and a block hold none. */
    public int taken() {
        return taken;
    }

    /** Those among them that are slices of loops, whose runs count what is under way in them. */
    public int takenBySlices() {
        return takenBySlices;
    }

    /** Calls of an agent that are under way or about to be made. */
    public int calls(String agent) {
        return calls.getOrDefault(agent, 0);
    }

    /** Whether outputs of tasks, or agents, are looked up, for a moment: that is under way, and no wait. */
    public boolean areLookedUp() {
        return lookedUp > 0;
    }

    /** Tasks that have claimed an agent for their first attempt, and hold no slot yet. */
    public int agentsClaimed() {
        return agentsClaimed;
    }
}
