package dev.weft.worker.action.file;

import dev.weft.definitions.action.ActionContext;
import dev.weft.definitions.action.ActionException;
import dev.weft.definitions.action.builtin.FileOperation;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Operations that change nothing. Thread safe. */
public final class FileReads {
    /** Bytes of a file that may be read into an output. */
    public static final int LIMIT = 16 << 20;

    private static final int CHUNK = 1 << 18;

    /** All bytes of a file. */
    public byte[] read(Place place) throws ActionException, InterruptedException {
        Walk.refuseRoot(place);
        try (Folder parent = Walk.parent(place, false)) {
            Walk.existingFile(parent, place);
            try (SeekableByteChannel channel = parent.open(place.name(), StandardOpenOption.READ)) {
                if (channel.size() > LIMIT) {
                    throw ActionException.permanent(
                            "too_large",
                            "Expected a file of at most " + LIMIT + " bytes at '" + place.shown() + "', but found "
                                    + channel.size() + ". Give its path to an agent or a command instead.");
                }
                ByteBuffer bytes = ByteBuffer.allocate((int) channel.size());
                while (bytes.hasRemaining() && channel.read(bytes) >= 0) {}
                return Arrays.copyOf(bytes.array(), bytes.position());
            }
        } catch (IOException e) {
            throw FileFailures.of(e, place.shown());
        }
    }

    /** What is known of an entry. */
    public Map<String, @Nullable Object> stat(Place place) throws ActionException, InterruptedException {
        Map<String, @Nullable Object> output = new LinkedHashMap<>();
        output.put("path", place.shown());
        try {
            BasicFileAttributes attributes = attributes(place);
            output.put("exists", attributes != null);
            if (attributes != null) {
                output.putAll(describe(attributes));
            }
            return output;
        } catch (IOException e) {
            throw FileFailures.of(e, place.shown());
        }
    }

    private static @Nullable BasicFileAttributes attributes(Place place) throws IOException {
        if (place.isRoot()) {
            try (Folder root = Folder.root(place.root())) {
                return root.attributes(".");
            }
        }
        try (Folder parent = Walk.parent(place, false)) {
            return parent.attributes(place.name());
        } catch (NoSuchFileException e) {
            return null;
        }
    }

    /** Type, size in bytes and time of the last change. */
    static Map<String, @Nullable Object> describe(BasicFileAttributes attributes) {
        Map<String, @Nullable Object> description = new LinkedHashMap<>();
        description.put(
                "type",
                attributes.isRegularFile()
                        ? "file"
                        : attributes.isDirectory() ? "folder" : attributes.isSymbolicLink() ? "link" : "other");
        description.put("size", attributes.isRegularFile() ? attributes.size() : 0);
        description.put("modified", attributes.lastModifiedTime().toInstant().toString());
        return description;
    }

    /** The checksum of a file of any size. */
    public Map<String, @Nullable Object> checksum(Place place, FileOperation.Algorithm algorithm, ActionContext context)
            throws ActionException, InterruptedException {
        Walk.refuseRoot(place);
        String name = switch (algorithm) {
            case SHA_256 -> "SHA-256";
            case SHA_512 -> "SHA-512";
        };
        try (Folder parent = Walk.parent(place, false)) {
            Walk.existingFile(parent, place);
            MessageDigest digest = MessageDigest.getInstance(name);
            long size = 0;
            try (SeekableByteChannel channel = parent.open(place.name(), StandardOpenOption.READ)) {
                ByteBuffer chunk = ByteBuffer.allocate(CHUNK);
                for (int n = channel.read(chunk); n >= 0; n = channel.read(chunk)) {
                    context.heartbeat();
                    digest.update(chunk.flip());
                    chunk.clear();
                    size += n;
                }
            }
            Map<String, @Nullable Object> output = new LinkedHashMap<>();
            output.put("path", place.shown());
            output.put("algorithm", name.toLowerCase(Locale.ROOT));
            output.put("checksum", HexFormat.of().formatHex(digest.digest()));
            output.put("size", size);
            return output;
        } catch (IOException e) {
            throw FileFailures.of(e, place.shown());
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
