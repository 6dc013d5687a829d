package dev.weft.worker.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.definitions.action.ActionException;
import dev.weft.definitions.expression.SecretText;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretsTest {
    @TempDir
    Path folder = Path.of("");

    private SecretVault vault() {
        return new Secrets(List.of(
                        new EnvironmentSecrets(Map.of("WEFT_SECRET_TOKEN", "from env", "OTHER", "x")),
                        new FileSecrets(folder)))
                .open();
    }

    @Test
    void shouldLookInTheEnvironmentThenInFiles() throws Exception {
        Files.writeString(folder.resolve("TOKEN"), "from file");
        Files.writeString(folder.resolve("KEY"), "two\nlines\n");

        assertThat(vault().value("TOKEN")).isEqualTo("from env");
        assertThat(vault().value("KEY")).isEqualTo("two\nlines");
    }

    @Test
    void shouldSayWhereItLookedForAMissingOne() {
        assertThatThrownBy(() -> vault().value("NOPE"))
                .isInstanceOfSatisfying(ActionException.class, e -> {
                    assertThat(e.code()).isEqualTo("secret_missing");
                    assertThat(e.retryable()).isFalse();
                })
                .hasMessageContaining(
                        "Expected secret NOPE, but found none. Looked in environment variables WEFT_SECRET_*,")
                .hasMessageContaining(folder.toString());
    }

    @Test
    void shouldNotLetANameLeaveTheFolder() {
        assertThatThrownBy(() -> vault().value("../TOKEN")).hasMessageContaining("letters, digits");
    }

    @Test
    void shouldResolveTextsAndSettings() throws Exception {
        SecretVault vault = vault();

        assertThat(vault.resolve(new SecretText(
                        List.of(new SecretText.Part("Bearer ", false), new SecretText.Part("TOKEN", true)))))
                .isEqualTo("Bearer from env");
        assertThat(vault.resolve("a ${{ secrets.TOKEN }} b ${{secrets.TOKEN}} $1"))
                .isEqualTo("a from env b from env $1");
        assertThat(vault.redactor().redact("it is from env!")).isEqualTo("it is [secret TOKEN]!");
    }
}
