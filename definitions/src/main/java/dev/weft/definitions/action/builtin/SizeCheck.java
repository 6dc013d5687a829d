package dev.weft.definitions.action.builtin;

import dev.weft.definitions.action.Misfits;
import dev.weft.definitions.size.SizeText;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Sizes among parameters, such as {@code 512MiB}. */
final class SizeCheck {
    private SizeCheck() {}

    /**
     * Refuses what isn't a size, or is more than there may be.
     *
     * @param most in bytes
     * @param mostWords the same as authors write it
     */
    static void size(Misfits misfits, String pointer, @Nullable String value, long most, String mostWords) {
        if (value == null) {
            return;
        }
        String name = pointer.substring(pointer.lastIndexOf('/') + 1);
        OptionalLong bytes = SizeText.parse(value);
        if (bytes.isEmpty()) {
            misfits.value(
                    pointer,
                    "Expected a size such as 64KiB or 512MB for \"" + name + "\", but found \"" + value + '"',
                    "Write a whole number above 0 with B, KiB, MiB, GiB, KB, MB or GB.");
        }
        if (bytes.isPresent() && bytes.getAsLong() > most) {
            misfits.value(
                    pointer,
                    "Expected a size of at most " + mostWords + " for \"" + name + "\", but found \"" + value + '"',
                    "Write " + mostWords + " or less.");
        }
    }
}
