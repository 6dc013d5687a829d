package dev.weft.platform.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.platform.PlatformException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DaemonTest {
    @TempDir
    private Path folder;

    @Test
    void shouldStartAProcessThatIsFoundByItsFileAndStopped() throws PlatformException {
        // given
        Path pidFile = folder.resolve("sleep.pid");

        // when
        ProcessMark process = start(pidFile, "sleep", "60");

        // then
        assertThat(Daemon.readPid(pidFile)).hasValue(process.pid());
        assertThat(process.alive()).isTrue();
        assertThat(process.runs("60")).isTrue();

        // when
        Daemon.stop(process, "TERM", Duration.ofSeconds(5));

        // then
        assertThat(process.alive()).isFalse();
    }

    @Test
    void shouldKillWhatDoesNotHeedTheSignal() throws PlatformException {
        // given
        ProcessMark process = start(
                folder.resolve("pid"), "bash", "-c", "trap '' TERM; echo deaf; while :; do read -t 60 <> <(:); done");

        // when
        Daemon.stop(process, "TERM", Duration.ofMillis(200));

        // then
        assertThat(process.alive()).isFalse();
    }

    @Test
    void shouldNotTakeALaterProcessOfTheSameNumberForIt() throws PlatformException {
        // given
        ProcessMark process = start(folder.resolve("pid"), "sleep", "60");
        ProcessMark earlier = new ProcessMark(process.pid(), process.start() + "0");

        // when
        Daemon.stop(earlier, "KILL", Duration.ofSeconds(1));

        // then
        assertThat(earlier.alive()).isFalse();
        assertThat(process.alive()).isTrue();
        Daemon.stop(process, "KILL", Duration.ofSeconds(5));
    }

    @Test
    void shouldKeepTheLastWordsOfAProgramThatEnded() throws PlatformException {
        // when
        Daemon.start(
                folder.resolve("pid"),
                folder.resolve("log"),
                Map.of(),
                List.of("sh", "-c", "echo no luck; sleep 0.2; exit 3"));

        // then
        assertThat(Await.until(
                        Duration.ofSeconds(5),
                        () -> Logs.tail(folder.resolve("log")).contains("no luck")))
                .isTrue();
    }

    private ProcessMark start(Path pidFile, String... command) throws PlatformException {
        return Daemon.start(pidFile, folder.resolve("log"), Map.of(), List.of(command));
    }
}
