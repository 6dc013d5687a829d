package dev.weft.worker.blob.file;

import dev.weft.definitions.blob.Blobs;
import java.nio.file.Path;
import java.util.Random;

/** A process that puts the same blobs as every other of its kind, in another order, until it is killed. */
final class BlobWriter {
    static final int DIFFERENT = 40;

    private BlobWriter() {}

    public static void main(String[] arguments) throws Exception {
        Blobs blobs = new Blobs(FileBlobStore.open(Path.of(arguments[0])));
        Random random = new Random();
        System.out.println("writing");
        while (true) {
            blobs.put(content(random.nextInt(DIFFERENT)));
        }
    }

    /** Large enough that a kill often meets one that is being written. */
    static byte[] content(int seed) {
        Random random = new Random(seed);
        byte[] content = new byte[100_000 + random.nextInt(2_000_000)];
        random.nextBytes(content);
        return content;
    }
}
