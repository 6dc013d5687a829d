package dev.weft.benchmarks.api;

import java.util.ArrayList;
import java.util.List;

/**
 * What callers of the API wait for, on one machine with all of it: lists of many runs, the state of runs at a steady rate, starts
 * against Temporal's own, and many who follow runs.
 *
 * <p>Arguments: runs in lists (100,000), questions a second (200), seconds (20), rounds of starts (300), who follow (1,000).
 */
public final class ApiBenchmark {
    private static final int FOLLOWED = 50;
    private static final int OPEN = 25;
    private static final String WAITS = """
            version: "3.0.0"
            id: waits
            tasks:
              one: {action: transform, parameters: {value: 1}}
              ask: {needs: [one], action: approval_gate, parameters: {title: Go on, approvers: [anyone]}}
            """;

    private ApiBenchmark() {}

    public static void main(String[] arguments) throws Exception {
        int runs = argument(arguments, 0, 100_000);
        int rate = argument(arguments, 1, 200);
        int seconds = argument(arguments, 2, 20);
        int rounds = argument(arguments, 3, 300);
        int listeners = argument(arguments, 4, 1_000);
        try (Platform platform = new Platform()) {
            platform.save(WAITS);
            platform.save(Starts.ONE_TASK);
            platform.save(Listeners.FOLLOWED);
            if (rounds > 0) {
                Starts.Both starts = new Starts(platform).measure(rounds);
                System.out.printf(
                        "start by the API: %s%nTemporal's own start: %s%nratio of p50: %.2f%n",
                        starts.ours(), starts.own(), starts.ratio());
            }
            if (seconds > 0) {
                List<String> open = new ArrayList<>();
                List<String> ended = new ArrayList<>();
                for (int i = 0; i < OPEN; i++) {
                    open.add(platform.started("waits"));
                    ended.add(platform.started("started"));
                }
                for (String run : open) {
                    platform.await(run, "WAITING");
                }
                States states = new States(platform);
                System.out.printf("state of open runs, %d a second: %s%n", rate, states.measure(open, rate, seconds));
                System.out.printf("state of ended runs, %d a second: %s%n", rate, states.measure(ended, rate, seconds));
            }
            if (listeners > 0) {
                Listeners following = new Listeners(platform);
                System.out.println(following.measure(listeners, FOLLOWED));
                if (!following.isRight()) {
                    throw new IllegalStateException("Expected that no event is lost or repeated");
                }
            }
            if (runs > 0) {
                Lists lists = new Lists(platform, runs);
                lists.seed();
                System.out.printf("lists over %d runs: %s%n", runs, lists.measure());
            }
        }
    }

    private static int argument(String[] arguments, int index, int otherwise) {
        return arguments.length > index ? Integer.parseInt(arguments[index]) : otherwise;
    }
}
