package dev.weft.platform.temporal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.net.httpserver.HttpServer;
import dev.weft.platform.Environment;
import dev.weft.platform.PlatformException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TemporalBinaryTest {
    private static final String NOWHERE = "http://127.0.0.1:1";
    private static final String ARCHIVE = "temporal_cli_1.5.1_" + Target.current() + ".tar.gz";

    @TempDir
    private Path folder;

    @Test
    void shouldNameThreeWaysOutWhereThereIsNone() {
        // given
        Environment bare = environment(NOWHERE, "");

        // when, then
        assertThatExceptionOfType(PlatformException.class)
                .isThrownBy(() -> TemporalBinary.locate(bare, line -> {}))
                .satisfies(e -> assertThat(e.code()).isEqualTo(PlatformException.Code.NO_TEMPORAL))
                .withMessageContaining("Release: could not download it from " + NOWHERE)
                .withMessageContaining("Go: no program")
                .withMessageContaining("TEMPORAL_ADDRESS")
                .withMessageContaining("on the PATH")
                .withMessageContaining("install Go");
    }

    @Test
    void shouldPreferTheProgramOnThePath() throws IOException, PlatformException {
        // given
        Path bin = Files.createDirectories(folder.resolve("bin"));
        Path program = script(bin.resolve("temporal"), "exit 0");

        // when
        Path found = TemporalBinary.locate(environment(NOWHERE, bin.toString()), line -> {});

        // then
        assertThat(found).isEqualTo(program);
    }

    @Test
    void shouldTakeAReleaseWhoseChecksumIsRight() throws Exception {
        // given
        byte[] archive = archive("#!/bin/sh\necho it\n");
        AtomicInteger downloads = new AtomicInteger();
        HttpServer server = serve(archive, sha256(archive), downloads);
        try {
            Environment environment = environment(address(server), "");

            // when two ask at once
            List<Path> found = inParallel(
                    () -> TemporalBinary.locate(environment, line -> {}),
                    () -> TemporalBinary.locate(environment, line -> {}));

            // then
            assertThat(found).containsOnly(TemporalBinary.cached(environment));
            assertThat(found.getFirst()).isExecutable().content().contains("echo it");
            assertThat(downloads).hasValue(1);
        } finally {
            server.stop(0);
        }
    }

    @Test
    void shouldNotUseAReleaseWhoseChecksumIsWrong() throws Exception {
        // given
        HttpServer server = serve(archive("bad"), "0".repeat(64), new AtomicInteger());
        try {
            Environment environment = environment(address(server), "");

            // when, then
            assertThatExceptionOfType(PlatformException.class)
                    .isThrownBy(() -> TemporalBinary.locate(environment, line -> {}))
                    .withMessageContaining("expected sha-256 000");
            assertThat(TemporalBinary.cached(environment)).doesNotExist();
        } finally {
            server.stop(0);
        }
    }

    @Test
    void shouldBuildItWithGoWhereTheReleaseCannotBeHad() throws IOException, PlatformException {
        // given
        Path bin = Files.createDirectories(folder.resolve("bin"));
        script(
                bin.resolve("go"),
                "{ echo '#!/bin/sh'; while read line; do echo \"# $line\"; done; } < go.mod > \"$6\"; /bin/chmod +x \"$6\"; echo \"$@\"");
        Environment environment = environment(NOWHERE, bin.toString());
        List<String> said = new ArrayList<>();

        // when
        Path found = TemporalBinary.locate(environment, said::add);

        // then
        assertThat(found).isEqualTo(TemporalBinary.cached(environment)).isExecutable();
        assertThat(said).anyMatch(line -> line.startsWith("Building version 1.5.1 of it with " + bin.resolve("go")));
        assertThat(found)
                .content()
                .contains("github.com/temporalio/cli v" + TemporalBinary.VERSION)
                .contains("modernc.org/sqlite v1.51.0");
        assertThat(found.getParent())
                .isDirectoryNotContaining(file -> file.getFileName().toString().startsWith("obtaining"));
    }

    private Environment environment(String releases, String path) {
        return new Environment(Map.of(
                "WEFT_CACHE", folder.resolve("cache").toString(), "WEFT_TEMPORAL_RELEASES", releases, "PATH", path));
    }

    private static Path script(Path file, String body) throws IOException {
        Files.writeString(file, "#!/bin/sh\n" + body + "\n");
        assertThat(file.toFile().setExecutable(true)).isTrue();
        return file;
    }

    private static HttpServer serve(byte[] archive, String checksum, AtomicInteger downloads) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            boolean list = exchange.getRequestURI().getPath().endsWith("checksums.txt");
            if (!list) {
                downloads.incrementAndGet();
            }
            byte[] body = list ? (checksum + "  " + ARCHIVE + "\n").getBytes(StandardCharsets.UTF_8) : archive;
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        return server;
    }

    private static String address(HttpServer server) {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private static byte[] archive(String program) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        byte[] content = program.getBytes(StandardCharsets.UTF_8);
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(new GZIPOutputStream(bytes))) {
            TarArchiveEntry entry = new TarArchiveEntry("temporal");
            entry.setSize(content.length);
            tar.putArchiveEntry(entry);
            tar.write(content);
            tar.closeArchiveEntry();
        }
        return bytes.toByteArray();
    }

    private static String sha256(byte[] bytes) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    }

    @SafeVarargs
    private static <T> List<T> inParallel(Callable<T>... calls) throws Exception {
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            List<T> results = new ArrayList<>();
            for (var future : executor.invokeAll(List.of(calls))) {
                results.add(future.get());
            }
            return results;
        }
    }
}
