package dev.weft.worker.blob.s3;

import static org.awaitility.Awaitility.await;

import dev.weft.platform.process.Folders;
import dev.weft.platform.process.Ports;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A real server that speaks S3, on this machine alone: {@code versitygw} over a folder. The program is looked for on the path and
 * in the cache, and built with Go where that is there, which takes some minutes once.
 */
final class S3Server implements AutoCloseable {
    private static final String MODULE = "github.com/versity/versitygw/cmd/versitygw";
    private static final String VERSION = "v1.8.0";

    /** What the server is given for this test alone. */
    static final Map<String, String> CREDENTIALS =
            Map.of("AWS_ACCESS_KEY_ID", "test", "AWS_SECRET_ACCESS_KEY", "test-of-weft", "AWS_REGION", "us-east-1");

    final Path folder;
    private final Process process;
    private final int port;

    private S3Server(Path folder, Process process, int port) {
        this.folder = folder;
        this.process = process;
        this.port = port;
    }

    /** Starts it; {@code null} where the program can't be had. */
    static @Nullable S3Server start(Path temporary) throws IOException, InterruptedException {
        Optional<Path> program = program();
        if (program.isEmpty()) {
            return null;
        }
        Path folder = Files.createDirectories(temporary.resolve("objects"));
        Path attributes = Files.createDirectories(temporary.resolve("attributes"));
        int port = Ports.free();
        ProcessBuilder builder = new ProcessBuilder(
                program.get().toString(),
                "--port",
                "127.0.0.1:" + port,
                "posix",
                "--sidecar",
                attributes.toString(),
                folder.toString());
        builder.environment().put("ROOT_ACCESS_KEY", CREDENTIALS.get("AWS_ACCESS_KEY_ID"));
        builder.environment().put("ROOT_SECRET_KEY", CREDENTIALS.get("AWS_SECRET_ACCESS_KEY"));
        builder.redirectErrorStream(true)
                .redirectOutput(temporary.resolve("server.log").toFile());
        S3Server server = new S3Server(folder, builder.start(), port);
        await().atMost(Duration.ofSeconds(20)).ignoreExceptions().until(() -> {
            try (Socket socket = new Socket()) {
                socket.connect(new InetSocketAddress("127.0.0.1", port), 200);
                return true;
            }
        });
        return server;
    }

    String endpoint() {
        return "http://127.0.0.1:" + port;
    }

    /** It goes as by a power cut. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    private static Optional<Path> program() throws IOException, InterruptedException {
        for (String folder : System.getenv().getOrDefault("PATH", "").split(":")) {
            if (Files.isExecutable(Path.of(folder, "versitygw"))) {
                return Optional.of(Path.of(folder, "versitygw"));
            }
        }
        Path cache = Path.of(System.getProperty("user.home"), ".cache", "weft", "versitygw-" + VERSION);
        Path cached = cache.resolve("versitygw");
        if (!Files.isExecutable(cached)) {
            build(cache);
        }
        return Optional.of(cached).filter(Files::isExecutable);
    }

    private static void build(Path cache) throws IOException, InterruptedException {
        Path made = Files.createTempDirectory("versitygw");
        try {
            ProcessBuilder go = new ProcessBuilder("go", "install", MODULE + "@" + VERSION);
            go.environment().put("GOBIN", made.toString());
            go.environment().put("CGO_ENABLED", "0");
            go.redirectErrorStream(true).redirectOutput(made.resolve("log").toFile());
            if (go.start().waitFor() == 0) {
                Files.createDirectories(cache);
                Path beside = Files.copy(
                        made.resolve("versitygw"),
                        Files.createTempFile(cache, "made", ""),
                        java.nio.file.StandardCopyOption.REPLACE_EXISTING,
                        java.nio.file.StandardCopyOption.COPY_ATTRIBUTES);
                Files.move(beside, cache.resolve("versitygw"), java.nio.file.StandardCopyOption.ATOMIC_MOVE);
            }
        } catch (IOException e) {
            // Without Go there is no server, and who asks says so.
            System.err.println("No S3 server for tests: " + e.getMessage());
        } finally {
            Folders.delete(made);
        }
    }

    @Override
    public void close() throws InterruptedException {
        kill();
    }
}
