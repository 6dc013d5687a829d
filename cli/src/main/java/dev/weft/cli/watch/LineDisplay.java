package dev.weft.cli.watch;

import dev.weft.cli.client.Run;
import dev.weft.cli.output.Times;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** In a pipe: a line for each change. */
final class LineDisplay implements RunDisplay {
    private final Map<String, String> seen = new LinkedHashMap<>();
    private String status = "";

    @Override
    public void show(Run run) {
        int width =
                run.allTasks().keySet().stream().mapToInt(String::length).max().orElse(0);
        run.allTasks().forEach((path, task) -> {
            String change = task.status() + "/" + task.attempts();
            if (!change.equals(seen.put(path, change)) && !task.status().equals("PENDING")) {
                System.out.println(age(run) + RunTable.line(path, task, width).stripTrailing());
            }
        });
        if (!run.status().equals(status)) {
            status = run.status();
            System.out.println(age(run) + "  " + run.run() + "  " + status
                    + Optional.ofNullable(run.error())
                            .map(error -> "  " + error.words())
                            .orElse(""));
        }
        System.out.flush();
    }

    private static String age(Run run) {
        Instant from = run.startedAt();
        Instant to = run.endedAt() == null ? Instant.now() : run.endedAt();
        double seconds = from == null ? 0 : Duration.between(from, to).toMillis() / 1000.0;
        return String.format("%8s", Times.duration(seconds));
    }
}
