package dev.weft.definitions.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Each test that a promise of {@code docs/security.md} rests on is there. */
final class SecurityDocumentationTest {
    private static final Pattern NAMED = Pattern.compile("`([A-Z]\\w*Test)`");

    @Test
    void shouldNameTestsThatExist() throws IOException {
        Set<String> named = NAMED.matcher(Files.readString(Path.of("../docs/security.md")))
                .results()
                .map(match -> match.group(1))
                .collect(Collectors.toCollection(LinkedHashSet::new));

        Set<String> existing = new LinkedHashSet<>();
        for (String module : new String[] {"definitions", "worker", "platform", "api", "cli"}) {
            Path tests = Path.of("..", module, "src/test/java");
            if (Files.isDirectory(tests)) {
                try (Stream<Path> files = Files.walk(tests)) {
                    files.map(file -> file.getFileName().toString())
                            .filter(name -> name.endsWith(".java"))
                            .forEach(name -> existing.add(name.replace(".java", "")));
                }
            }
        }

        assertThat(named).isNotEmpty().isSubsetOf(existing);
    }
}
