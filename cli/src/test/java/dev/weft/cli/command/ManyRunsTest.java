package dev.weft.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.cli.Exit;
import dev.weft.cli.Weft;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is meant must be clear before anything is done: nobody is asked here. */
class ManyRunsTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "cancel hello-01J8XQ --dry-run",
                "terminate hello-01J8XQ --dry-run",
                "rollback hello-01J8XQ --dry-run",
                "retry hello-01J8XQ fetch --dry-run",
                "cancel hello-01J8XQ --workflow hello",
                "retry hello-01J8XQ --all-runs",
                "cancel",
                "retry --yes"
            })
    void shouldRefuseWhatCanBeMeantInTwoWays(String command) {
        List<String> line = new ArrayList<>(Arrays.asList(command.split(" ")));
        // Where nobody answers: to ask would be another exit code.
        line.addAll(List.of("--server", "http://127.0.0.1:1", "--token", "t"));

        assertThat(Weft.run(line.toArray(String[]::new))).isEqualTo(Exit.WRONG_USE);
    }
}
