package dev.weft.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TextDiffTest {
    private static final Pattern HUNK = Pattern.compile("@@ -(\\d+),(\\d+) \\+(\\d+),(\\d+) @@");

    @Test
    void shouldShowWhatDiffersWithThreeLinesAround() {
        // when
        List<String> lines = TextDiff.lines("a", "1\n2\n3\n4\n5\n6\n7\n8\n", "b", "1\n2\n3\n4\nfive\n6\n7\n8\n");

        // then
        assertThat(lines)
                .containsExactly(
                        "--- a", "+++ b", "@@ -2,7 +2,7 @@", " 2", " 3", " 4", "-5", "+five", " 6", " 7", " 8");
    }

    @Test
    void shouldShowNothingOfTheSame() {
        assertThat(TextDiff.lines("a", "1\n2\n", "b", "1\n2\n")).isEmpty();
    }

    @Test
    void shouldTurnTheFirstIntoTheSecond() {
        for (int seed = 0; seed < 500; seed++) {
            // given
            Random random = new Random(seed);
            List<String> first = text(random);
            List<String> second = text(random);

            // when
            List<String> diff = TextDiff.lines("a", String.join("\n", first), "b", String.join("\n", second));

            // then
            assertThat(patched(first, diff)).as("seed %d", seed).isEqualTo(second);
        }
    }

    @Test
    void shouldManageWhatIsTooLargeToCompare() {
        // given
        String first = IntStream.range(0, 5000).mapToObj(i -> "a" + i).collect(Collectors.joining("\n"));
        String second = IntStream.range(0, 5000).mapToObj(i -> "b" + i).collect(Collectors.joining("\n"));

        // then
        assertThat(patched(first.lines().toList(), TextDiff.lines("a", first, "b", second)))
                .isEqualTo(second.lines().toList());
    }

    private static List<String> text(Random random) {
        return IntStream.range(0, random.nextInt(40))
                .mapToObj(i -> Integer.toString(random.nextInt(6)))
                .toList();
    }

    /** As {@code patch} does it: what a hunk says must be where it says. */
    private static List<String> patched(List<String> first, List<String> diff) {
        List<String> out = new ArrayList<>();
        int at = 0;
        for (String line : diff.subList(Math.min(2, diff.size()), diff.size())) {
            Matcher hunk = HUNK.matcher(line);
            if (hunk.matches()) {
                int start = Integer.parseInt(hunk.group(1)) - (hunk.group(2).equals("0") ? 0 : 1);
                out.addAll(first.subList(at, start));
                at = start;
                int second = Integer.parseInt(hunk.group(3)) - (hunk.group(4).equals("0") ? 0 : 1);
                assertThat(out).hasSize(second);
            } else if (line.startsWith("+")) {
                out.add(line.substring(1));
            } else {
                assertThat(first.get(at++)).isEqualTo(line.substring(1));
                if (line.startsWith(" ")) {
                    out.add(line.substring(1));
                }
            }
        }
        out.addAll(first.subList(at, first.size()));
        return out;
    }
}
