package dev.weft.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.platform.process.Folders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * One platform for all classes of tests that do it no harm, as a platform takes seconds to come up: it is up when the first of
 * them begins and goes with the last test of the JVM. It has an agent {@code gone} at which nobody answers.
 */
final class SharedPlatform implements BeforeAllCallback {
    private @Nullable Running running;

    @Override
    public void beforeAll(ExtensionContext context) {
        running = context.getRoot()
                .getStore(ExtensionContext.Namespace.GLOBAL)
                .getOrComputeIfAbsent(Running.class, none -> Running.start(), Running.class);
    }

    WeftProcess weft() {
        return Objects.requireNonNull(running).weft();
    }

    /** Where relative paths of its runs' files start. */
    Path workspace() {
        return Objects.requireNonNull(running).folder().resolve("home/workspace");
    }

    /** Closed with the store that has it. */
    private record Running(Path folder, WeftProcess weft) implements AutoCloseable {
        static Running start() {
            try {
                Path folder = Files.createTempDirectory("weft-shared");
                Path agents = Files.createDirectories(folder.resolve("agents"));
                Files.writeString(agents.resolve("gone.yaml"), "name: gone\nkind: http\nurl: http://127.0.0.1:1/\n");
                WeftProcess weft = new WeftProcess(folder.resolve("home")).with("WEFT_EGRESS_ALLOW", "127.0.0.1");
                WeftProcess.Result up = weft.up("--agents", agents.toString());
                assertThat(up.exit()).as(up.out() + up.err()).isZero();
                return new Running(folder, weft);
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public void close() throws Exception {
            weft.close();
            Folders.delete(folder);
        }
    }
}
