package dev.weft.platform.temporal;

import dev.weft.platform.Environment;
import dev.weft.platform.Progress;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/**
 * The official release: an archive, and a list of checksums that it must be on. {@code WEFT_TEMPORAL_RELEASES} names
 * another place that holds the same files.
 */
final class TemporalRelease implements TemporalSource {
    private static final String PLACE =
            "https://github.com/temporalio/cli/releases/download/v" + TemporalBinary.VERSION;
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration SMALL = Duration.ofSeconds(15);
    private static final Duration LARGE = Duration.ofMinutes(10);

    @Override
    public Result obtain(Path folder, Environment environment, Progress progress) {
        String place = environment.get("WEFT_TEMPORAL_RELEASES").orElse(PLACE);
        String archive = "temporal_cli_%s_%s.tar.gz".formatted(TemporalBinary.VERSION, Target.current());
        try (HttpClient client = HttpClient.newBuilder()
                .connectTimeout(CONNECT)
                .followRedirects(HttpClient.Redirect.NORMAL)
                .build()) {
            Optional<String> expected = checksum(client, place + "/checksums.txt", archive);
            if (expected.isEmpty()) {
                return new Result.NotObtained("Release: " + place + "/checksums.txt does not list " + archive);
            }
            progress.say("Downloading " + place + "/" + archive);
            Path file = folder.resolve(archive);
            String found = download(client, place + "/" + archive, file);
            if (!found.equals(expected.get())) {
                return new Result.NotObtained("Release: expected sha-256 %s of %s, but found %s: not used"
                        .formatted(expected.get(), archive, found));
            }
            return unpack(file, folder.resolve("temporal"));
        } catch (IOException e) {
            return new Result.NotObtained("Release: could not download it from " + place + " (" + words(e) + ")");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Result.NotObtained("Release: interrupted");
        }
    }

    private static String words(IOException e) {
        return switch (e) {
            case HttpTimeoutException late -> "no answer in time";
            case ConnectException refused -> "could not connect";
            default -> e.getMessage() == null ? "connection lost" : e.getMessage();
        };
    }

    private static Optional<String> checksum(HttpClient client, String address, String archive)
            throws IOException, InterruptedException {
        HttpResponse<String> response = client.send(request(address, SMALL), BodyHandlers.ofString());
        requireOk(response, address);
        return response.body()
                .lines()
                .map(line -> line.strip().split("\\s+\\*?"))
                .filter(fields -> fields.length == 2 && fields[1].equals(archive))
                .map(fields -> fields[0])
                .findFirst();
    }

    private static String download(HttpClient client, String address, Path file)
            throws IOException, InterruptedException {
        HttpResponse<InputStream> response = client.send(request(address, LARGE), BodyHandlers.ofInputStream());
        requireOk(response, address);
        MessageDigest digest = sha256();
        try (InputStream body = new DigestInputStream(response.body(), digest);
                OutputStream out = Files.newOutputStream(file)) {
            body.transferTo(out);
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static Result unpack(Path archive, Path target) throws IOException {
        try (TarArchiveInputStream tar =
                new TarArchiveInputStream(new GZIPInputStream(Files.newInputStream(archive)))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                if (entry.isFile() && Path.of(entry.getName()).endsWith("temporal")) {
                    Files.copy(tar, target);
                    return target.toFile().setExecutable(true)
                            ? new Result.Obtained(target)
                            : new Result.NotObtained("Release: " + target + " can't be made executable");
                }
            }
        }
        return new Result.NotObtained("Release: no file `temporal` in " + archive.getFileName());
    }

    private static HttpRequest request(String address, Duration timeout) {
        return HttpRequest.newBuilder(URI.create(address)).timeout(timeout).build();
    }

    private static void requireOk(HttpResponse<?> response, String address) throws IOException {
        if (response.statusCode() != 200) {
            throw new IOException("expected status 200 of " + address + ", but found " + response.statusCode());
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }
}
