package dev.weft.benchmarks;

import io.temporal.client.WorkflowClient;
import io.temporal.common.WorkflowExecutionHistory;
import java.util.List;

/**
 * One measured run.
 *
 * @param millis from the start call to the result
 * @param events of its history
 * @param bytes of its history
 */
record Sample(double millis, int events, long bytes) {
    /** The median of their times in milliseconds. */
    static double median(List<Sample> samples) {
        return samples.stream().map(Sample::millis).sorted().toList().get(samples.size() / 2);
    }

    /** Measures one run. */
    static Sample of(WorkflowClient client, String workflowId, Runnable run) {
        long start = System.nanoTime();
        run.run();
        double millis = (System.nanoTime() - start) / 1e6;
        WorkflowExecutionHistory history = client.fetchHistory(workflowId);
        return new Sample(
                millis, history.getEvents().size(), history.getHistory().getSerializedSize());
    }
}
