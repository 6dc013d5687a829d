package dev.weft.api.folder;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.worker.protocol.event.CloudEvent;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Look after look at a folder, in whatever ways files are written, replaced and taken away. */
class FolderWatchTest {
    @TempDir
    private Path folder;

    private final List<String> taken = new ArrayList<>();
    private final List<String> alerts = new ArrayList<>();
    private final Map<String, String> open = new TreeMap<>();
    private FolderTaker taker;
    private boolean outage;
    private long time = 1_000_000;
    private FolderWatch watch;

    @BeforeEach
    void open() {
        taker = new FolderTaker() {
            @Override
            public String alert() {
                return "refused";
            }

            @Override
            public Optional<Refusal> take(Path from, String file, byte[] content) {
                if (outage) {
                    throw new IllegalStateException("the database is away");
                }
                String text = new String(content, StandardCharsets.UTF_8);
                taken.add(file + "=" + text);
                boolean inTheWay = text.contains("second") && Files.exists(from.resolve("first.yaml"));
                return text.contains("bad") || inTheWay
                        ? Optional.of(new Refusal("it is bad", List.of(), inTheWay))
                        : Optional.empty();
            }

            @Override
            public void renamed(Path from, String before, String now) {
                taken.add(before + "->" + now);
            }

            @Override
            public String gone(Path from, String file) {
                taken.add(file + " gone");
                return "and that is that";
            }
        };
        restart();
    }

    private void restart() {
        watch = new FolderWatch(
                List.of(new WatchedFolder(folder, taker, false)), new Open(), this::note, Clock.systemUTC());
    }

    /** Keeps alerts as long as the test goes on. */
    private final class Open implements AlertBook {
        @Override
        public Map<String, String> of(String source) {
            return Map.copyOf(open);
        }

        @Override
        public void raised(String source, String file, String alert) {
            open.put(file, alert);
        }

        @Override
        public void cleared(String source, String file, String alert) {
            open.remove(file, alert);
        }
    }

    private void note(CloudEvent event) {
        alerts.add(event.type() + " " + event.subject());
    }

    private void write(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.writeString(file, text);
        // Some file systems know seconds only.
        time += 2_000;
        Files.setLastModifiedTime(file, FileTime.from(Instant.ofEpochMilli(time)));
    }

    private List<String> looks(int times) {
        for (int i = 0; i < times; i++) {
            watch.look();
        }
        List<String> found = List.copyOf(taken);
        taken.clear();
        return found;
    }

    @Test
    void shouldTakeAFileOnceItIsStill() throws IOException {
        write("a.yaml", "1");

        assertThat(looks(1)).isEmpty();
        assertThat(looks(1)).containsExactly("a.yaml=1");
        assertThat(looks(3)).isEmpty();
    }

    @Test
    void shouldNotTakeAFileThatIsBeingWritten() throws IOException {
        write("a.yaml", "ha");
        looks(1);
        write("a.yaml", "half");

        assertThat(looks(1)).isEmpty();
        assertThat(looks(1)).containsExactly("a.yaml=half");
    }

    @Test
    void shouldWaitLongerForAnEmptyFile() throws IOException {
        write("a.yaml", "");
        assertThat(looks(3)).isEmpty();
        write("a.yaml", "1");

        assertThat(looks(2)).containsExactly("a.yaml=1");
    }

    @Test
    void shouldTakeAFileThatReplacesAnother() throws IOException {
        write("a.yaml", "1");
        looks(2);
        write(".a.yaml.tmp", "2");
        Files.move(folder.resolve(".a.yaml.tmp"), folder.resolve("a.yaml"), StandardCopyOption.REPLACE_EXISTING);

        assertThat(looks(2)).containsExactly("a.yaml=2");
    }

    @Test
    void shouldSeeAFileThatIsGoneForAMomentAsTheSame() throws IOException {
        write("a.yaml", "1");
        looks(2);
        Files.delete(folder.resolve("a.yaml"));
        looks(1);
        write("a.yaml", "1");

        assertThat(looks(4)).isEmpty();
    }

    @Test
    void shouldKnowAFileUnderAnotherName() throws IOException {
        write("a.yaml", "1");
        looks(2);
        Files.move(folder.resolve("a.yaml"), folder.resolve("b.yaml"));

        assertThat(looks(2)).containsExactly("a.yaml->b.yaml");
        assertThat(looks(4)).isEmpty();
    }

    @Test
    void shouldTakeAFileOnlyWhereItsContentIsAnother() throws IOException {
        write("a.yaml", "1");
        looks(2);
        write("a.yaml", "1");

        assertThat(looks(3)).isEmpty();
    }

    @Test
    void shouldRaiseAnAlertOnceAndClearIt() throws IOException {
        write("a.yaml", "bad");
        looks(5);
        assertThat(alerts).containsExactly("alert.raised a.yaml");

        write("a.yaml", "still bad");
        looks(2);
        assertThat(alerts).containsExactly("alert.raised a.yaml", "alert.cleared a.yaml", "alert.raised a.yaml");

        write("a.yaml", "good");
        looks(2);
        assertThat(alerts).last().isEqualTo("alert.cleared a.yaml");

        write("b.yaml", "bad");
        looks(2);
        Files.delete(folder.resolve("b.yaml"));
        looks(3);
        assertThat(alerts).hasSize(6).last().isEqualTo("alert.cleared b.yaml");
    }

    @Test
    void shouldLookAgainAtAFileThatWasInTheWayOfAnother() throws IOException {
        write("first.yaml", "1");
        write("twin.yaml", "second");
        assertThat(looks(3)).containsExactly("first.yaml=1", "twin.yaml=second", "twin.yaml=second");
        assertThat(looks(3)).isEmpty();
        assertThat(alerts).containsExactly("alert.raised twin.yaml");

        Files.delete(folder.resolve("first.yaml"));
        assertThat(looks(4)).containsExactly("first.yaml gone", "twin.yaml=second");
        assertThat(alerts).containsExactly("alert.raised twin.yaml", "alert.cleared twin.yaml");
    }

    @Test
    void shouldRaiseTheAlertUnderTheNameThatARefusedFileHasNow() throws IOException {
        write("a.yaml", "bad");
        looks(2);
        Files.move(folder.resolve("a.yaml"), folder.resolve("b.yaml"));
        looks(4);

        assertThat(alerts).containsExactly("alert.raised a.yaml", "alert.cleared a.yaml", "alert.raised b.yaml");
    }

    @Test
    void shouldClearAlertsOfAServerBefore() throws IOException {
        write("a.yaml", "bad");
        write("b.yaml", "bad");
        write("c.yaml", "bad");
        looks(2);
        write("a.yaml", "good");
        Files.delete(folder.resolve("b.yaml"));
        alerts.clear();
        restart();
        looks(4);

        assertThat(alerts).containsExactly("alert.cleared a.yaml", "alert.cleared b.yaml");
        assertThat(open).containsOnlyKeys("c.yaml");
    }

    @Test
    void shouldTryAgainAfterAnOutage() throws IOException {
        write("a.yaml", "1");
        outage = true;
        looks(3);
        outage = false;

        assertThat(looks(1)).containsExactly("a.yaml=1");
    }

    @Test
    void shouldKnowNothingToBeGoneWhereTheFolderCannotBeRead() throws IOException {
        write("a.yaml", "bad");
        looks(2);
        Path aside = folder.resolveSibling(folder.getFileName() + "-aside");
        Files.move(folder, aside);
        looks(5);
        Files.move(aside, folder);

        assertThat(looks(3)).isEmpty();
        assertThat(alerts).containsExactly("alert.raised a.yaml");
    }

    @Test
    void shouldLeaveOtherFilesAlone() throws IOException {
        for (String name : List.of(".hidden.yaml", "notes.txt", "a.test.yaml", "a.yaml~", "#a.yaml#")) {
            write(name, "1");
        }
        Files.createDirectory(folder.resolve("folder.yaml"));

        assertThat(looks(3)).isEmpty();
    }
}
