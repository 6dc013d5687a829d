package dev.weft.worker.interpreter.temporal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** This build makes the same commands of the histories that builds before it left. */
class StoredHistoriesTest {
    @TestFactory
    Stream<DynamicTest> shouldReplayWhatEarlierBuildsLeft() throws IOException {
        List<Path> files = StoredHistories.files();
        assertThat(files).hasSizeGreaterThan(50);
        return files.stream()
                .map(file -> DynamicTest.dynamicTest(
                        file.getFileName().toString(), () -> Replays.replay(StoredHistories.read(file))));
    }
}
