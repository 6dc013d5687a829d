package dev.weft.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.cli.Weft;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class CompletionCommandTest {
    @TempDir
    private Path folder = Path.of("");

    /** In a real bash. */
    @ParameterizedTest
    @CsvSource({"weft sta,start status", "weft agents sc,scan", "weft cancel --dry,--dry-run", "weft audit ver,verify"})
    void shouldCompleteInBash(String written, String expected) throws Exception {
        // given
        Path script = Files.writeString(folder.resolve("weft.bash"), printed("bash"));
        String[] words = written.split(" ", -1);
        String question = "source '%s'; COMP_WORDS=(%s); COMP_CWORD=%d; _complete_weft; echo ${COMPREPLY[@]}"
                .formatted(script, written, words.length - 1);

        // when
        Process bash = new ProcessBuilder("bash", "-c", question)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String answer = new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        // then
        assertThat(List.of(answer.strip().split("\\s+"))).containsExactlyInAnyOrder(expected.split(" "));
    }

    @Test
    void shouldWriteWhatZshReads() {
        assertThat(printed("zsh")).contains("bashcompinit", "complete -F _complete_weft");
    }

    @Test
    void shouldWriteALineForEachCommandAndOptionForFish() {
        List<String> lines = printed("fish").lines().toList();

        assertThat(lines)
                .allMatch(line -> line.isEmpty() || line.matches("complete -c weft -n '[^']+' -.*"))
                .anyMatch(line -> line.contains("-f -a start -d "))
                .anyMatch(line -> line.startsWith(
                                "complete -c weft -n '__fish_seen_subcommand_from agents; and not __fish_seen_subcommand_from ")
                        && line.contains("-f -a scan"))
                .anyMatch(line -> line.startsWith("complete -c weft -n '__fish_seen_subcommand_from logs' -l follow"))
                .anyMatch(line -> line.contains("__fish_seen_subcommand_from runs' -l output -x -a 'table json yaml'"));
        // Single quotes are closed: fish reads each line by itself.
        assertThat(lines)
                .allMatch(line -> line.replace("\\\\", "")
                                        .replace("\\'", "")
                                        .chars()
                                        .filter(c -> c == '\'')
                                        .count()
                                % 2
                        == 0);
    }

    @Test
    void shouldRefuseAnotherShell() {
        assertThat(Weft.run("completion", "csh")).isEqualTo(2);
    }

    private static String printed(String shell) {
        StringWriter out = new StringWriter();
        CommandLine line = Weft.line().setOut(new PrintWriter(out));
        assertThat(line.execute("completion", shell)).isZero();
        return out.toString();
    }
}
