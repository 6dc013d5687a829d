package dev.weft.worker.protocol.large;

import dev.weft.definitions.blob.BlobKey;
import dev.weft.definitions.expression.LargeValue;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which blobs a content may name: whatever looks like a key counts, however it is written around, as one blob kept too long does
 * no harm. What is packed in it is looked through, too. Pure.
 */
public final class NamedBlobs {
    private static final int KEY = 64;

    /** A large value's text, or the fields of a {@link KeptState}, in JSON and in JSON within JSON. */
    private static final Pattern HANDLE = Pattern.compile(
            LargeValue.SCHEME
                    + "[lmtp]:\\d{1,18}:([0-9a-f]{64})|sha256[\\\\\": ]{1,12}([0-9a-f]{64})[\\\\\", ]{1,12}bytes[\\\\\":, \\d]{1,40}parts");

    /** How a packed text is announced, in JSON and in JSON within JSON. */
    private static final byte[] PACKED = Packed.FIELD.getBytes(StandardCharsets.US_ASCII);

    private NamedBlobs() {}

    /** Finds all that a content names. */
    public static void in(byte[] content, Consumer<BlobKey> found) {
        int digits = 0;
        for (int i = 0; i <= content.length; i++) {
            if (i < content.length && isDigit(content[i])) {
                digits++;
                continue;
            }
            if (digits >= KEY) {
                keys(content, i - digits, i, found);
            }
            digits = 0;
        }
        unpack(content, unpacked -> in(unpacked, found));
    }

    /** Finds all that a content names for certain, as a handle of a large value or as the kept state of a run. */
    public static void handles(byte[] content, Consumer<BlobKey> found) {
        // Byte for byte, whatever else is in it.
        Matcher handle = HANDLE.matcher(new String(content, StandardCharsets.ISO_8859_1));
        while (handle.find()) {
            found.accept(new BlobKey(handle.group(1) == null ? handle.group(2) : handle.group(1)));
        }
        unpack(content, unpacked -> handles(unpacked, found));
    }

    /** Of a longer row of digits each part may be one. */
    private static void keys(byte[] content, int from, int end, Consumer<BlobKey> found) {
        for (int at = from; at + KEY <= end; at++) {
            found.accept(new BlobKey(new String(content, at, KEY, StandardCharsets.US_ASCII)));
        }
    }

    private static boolean isDigit(byte one) {
        return (one >= '0' && one <= '9') || (one >= 'a' && one <= 'f');
    }

    private static void unpack(byte[] content, Consumer<byte[]> found) {
        for (int at = next(content, 0); at >= 0; at = next(content, at)) {
            int from = at;
            while (from < content.length && "\\\":= ".indexOf(content[from]) >= 0) {
                from++;
            }
            int end = from;
            while (end < content.length && isOfBase64(content[end])) {
                end++;
            }
            if (end > from) {
                try {
                    found.accept(Packed.unpack(new String(content, from, end - from, StandardCharsets.US_ASCII)));
                } catch (IOException | IllegalArgumentException e) {
                    // It only looked like one, or is a part of a state, which is whole in its blob.
                    continue;
                }
            }
        }
    }

    /** Behind the next word that announces a packed text; -1 for none. */
    private static int next(byte[] content, int from) {
        for (int at = from; at + PACKED.length <= content.length; at++) {
            int same = 0;
            while (same < PACKED.length && content[at + same] == PACKED[same]) {
                same++;
            }
            if (same == PACKED.length) {
                return at + same;
            }
        }
        return -1;
    }

    private static boolean isOfBase64(byte one) {
        return (one >= 'a' && one <= 'z')
                || (one >= 'A' && one <= 'Z')
                || (one >= '0' && one <= '9')
                || one == '+'
                || one == '/'
                || one == '=';
    }
}
