package com.example.weft;

import dev.weft.definitions.blob.BlobException;
import dev.weft.definitions.blob.BlobKey;
import dev.weft.definitions.blob.BlobStore;
import dev.weft.definitions.blob.BlobStoreProvider;
import dev.weft.definitions.blob.Blobs;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** Blobs as packed files: {@code WEFT_BLOBS=gzip:/mnt/weft-blobs}. */
public final class GzipBlobs implements BlobStoreProvider {
    @Override
    public String scheme() {
        return "gzip";
    }

    @Override
    public BlobStore open(URI place, Map<String, String> environment) throws BlobException {
        Path folder = Path.of(place.getSchemeSpecificPart());
        try {
            return new Folder(Files.createDirectories(folder));
        } catch (IOException e) {
            throw unavailable("Expected a folder " + folder + ", but it can't be made", e);
        }
    }

    private static BlobException unavailable(String what, IOException e) {
        return new BlobException(BlobException.Kind.UNAVAILABLE, what + ": " + e.getMessage(), e);
    }

    private record Folder(Path folder) implements BlobStore {
        @Override
        public void put(BlobKey key, byte[] content) throws BlobException {
            ByteArrayOutputStream packed = new ByteArrayOutputStream();
            try {
                try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
                    out.write(content);
                }
                Path part = Files.createTempFile(folder, "part", null);
                Files.write(part, packed.toByteArray());
                try (FileChannel channel = FileChannel.open(part, StandardOpenOption.WRITE)) {
                    channel.force(true);
                }
                Files.move(part, file(key), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } catch (IOException e) {
                throw unavailable("Expected to write in " + folder + ", but can't", e);
            }
        }

        @Override
        public byte[] get(BlobKey key) throws BlobException {
            try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(Files.readAllBytes(file(key))))) {
                return in.readAllBytes();
            } catch (NoSuchFileException e) {
                throw Blobs.missing(key, place(), e);
            } catch (IOException e) {
                throw unavailable("Expected to read in " + folder + ", but can't", e);
            }
        }

        @Override
        public void list(Visitor visitor) throws BlobException {
            try (Stream<Path> files = Files.list(folder)) {
                List<Path> all = files.toList();
                for (Path file : all) {
                    String name = file.getFileName().toString();
                    if (BlobKey.isKey(name)) {
                        visitor.visit(
                                new BlobKey(name),
                                Files.size(file),
                                Files.getLastModifiedTime(file).toInstant());
                    }
                }
            } catch (BlobException e) {
                throw e;
            } catch (IOException e) {
                throw unavailable("Expected to list " + folder + ", but can't", e);
            }
        }

        @Override
        public boolean delete(BlobKey key, Instant unlessPutAfter) throws BlobException {
            try {
                Path file = file(key);
                return !Files.getLastModifiedTime(file).toInstant().isAfter(unlessPutAfter)
                        && Files.deleteIfExists(file);
            } catch (NoSuchFileException e) {
                return false;
            } catch (IOException e) {
                throw unavailable("Expected to delete in " + folder + ", but can't", e);
            }
        }

        @Override
        public String place() {
            return folder.toString();
        }

        @Override
        public void close() {
            // Nothing stays open.
        }

        private Path file(BlobKey key) {
            return folder.resolve(key.sha256());
        }
    }
}
