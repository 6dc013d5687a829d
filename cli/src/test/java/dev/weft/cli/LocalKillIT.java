package dev.weft.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weft.platform.home.Server;
import dev.weft.platform.process.Await;
import io.temporal.api.history.v1.HistoryEvent;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A worker is killed while it makes attempts where the run is: of what its workflow task had done nothing is known, so that it is
 * done again, and is only what may be. What has an effect is made elsewhere, and only once.
 */
@Tag("long")
class LocalKillIT {
    private static final long LARGE = 300_000_000;
    private static final int SUMS = 6;

    @TempDir
    private Path folder;

    @Test
    void shouldRepeatOnlyWhatIsSafeToRepeat() throws Exception {
        // given
        Path workspace = Files.createDirectories(folder.resolve("home/workspace"));
        for (String file : List.of("before", "amid")) {
            try (RandomAccessFile large =
                    new RandomAccessFile(workspace.resolve(file).toFile(), "rw")) {
                large.setLength(LARGE);
            }
        }
        Path definition = Files.writeString(folder.resolve("local.yaml"), definition());
        try (WeftProcess weft = new WeftProcess(folder.resolve("home"))) {
            WeftProcess.Result up = weft.up();
            assertThat(up.exit()).as(up.toString()).isZero();
            WeftProcess.Result applied = weft.run("apply", definition.toString());
            assertThat(applied.exit()).as(applied.toString()).isZero();
            String run = weft.run("start", "local", "--output", "json")
                    .json()
                    .path("run")
                    .asText();
            long worker = weft.file().living(Server.WEFT).orElseThrow().pid();
            assertThat(Await.until(Duration.ofSeconds(60), () -> reads(worker, workspace.resolve("amid"))))
                    .isTrue();

            // when
            weft.kill(Server.WEFT);

            // then nobody knows of what was under way, but of all before it
            List<String> known;
            try (Histories histories = new Histories(weft.file())) {
                known = markers(histories, run);
            }
            assertThat(known).containsExactlyElementsOf(sums("before"));

            // when
            assertThat(weft.run("up", "--detach").exit()).isZero();
            WeftProcess.Result end = weft.run("monitor", run, "--duration", "180");

            // then
            assertThat(end.exit()).as(end.out() + end.err()).isZero();
            assertThat(Files.readAllLines(workspace.resolve("log"))).containsExactly("first", "middle", "last");
            try (Histories histories = new Histories(weft.file())) {
                assertThat(markers(histories, run))
                        .containsExactlyElementsOf(Stream.concat(sums("before").stream(), sums("amid").stream())
                                .toList());
                assertThat(histories.repeated(run)).isEmpty();
                assertThat(histories.begun(run))
                        .containsOnlyKeys("first", "middle", "last")
                        .allSatisfy((task, times) -> assertThat(times).isEqualTo(1));
            }
            JsonNode tasks = weft.run("status", run, "--output", "json").json().path("tasks");
            for (String task : sums("amid")) {
                assertThat(tasks.path(task).path("attempts").asInt()).as(task).isEqualTo(1);
            }
            assertThat(weft.run("down").exit()).isZero();
        }
    }

    /** Three lines of a log, which are never written where the run is, and between them sums that are made there. */
    private static String definition() {
        StringBuilder yaml =
                new StringBuilder("version: \"3.0.0\"\nid: local\ndefaults: {retry: {max_attempts: 1}}\ntasks:\n");
        line(yaml, "first", "");
        chain(yaml, "first", "before");
        line(yaml, "middle", sums("before").getLast());
        chain(yaml, "middle", "amid");
        line(yaml, "last", sums("amid").getLast());
        return yaml.toString();
    }

    private static void line(StringBuilder yaml, String id, String needs) {
        yaml.append(
                "  %s: {needs: [%s], action: file_operation, parameters: {operation: append, path: log, content: \"%s\\n\"}}%n"
                        .formatted(id, needs, id));
    }

    private static void chain(StringBuilder yaml, String needs, String file) {
        String before = needs;
        for (String id : sums(file)) {
            yaml.append(
                    "  %s: {needs: [%s], placement: local, action: file_operation, parameters: {operation: checksum, path: %s}}%n"
                            .formatted(id, before, file));
            before = id;
        }
    }

    private static List<String> sums(String file) {
        return IntStream.range(0, SUMS).mapToObj(i -> file + i).toList();
    }

    private static boolean reads(long process, Path file) {
        try (Stream<Path> open = Files.list(Path.of("/proc/" + process + "/fd"))) {
            return open.anyMatch(one -> leadsTo(one, file));
        } catch (IOException e) {
            return false;
        }
    }

    /** What was open a moment ago may be closed by now. */
    private static boolean leadsTo(Path link, Path file) {
        try {
            return Files.readSymbolicLink(link).equals(file);
        } catch (IOException e) {
            return false;
        }
    }

    /** The summaries of local attempts whose ends the history holds. */
    private static List<String> markers(Histories histories, String run) {
        return histories.of(run).stream()
                .filter(HistoryEvent::hasMarkerRecordedEventAttributes)
                .filter(HistoryEvent::hasUserMetadata)
                .map(Histories::task)
                .toList();
    }
}
