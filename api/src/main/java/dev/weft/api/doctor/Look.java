package dev.weft.api.doctor;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an examination has seen.
 *
 * @param looked at how many things
 * @param unknown what could not be known, in words; {@code null} where all could
 */
record Look(int looked, List<Finding> findings, @Nullable String unknown) {
    Look {
        findings = List.copyOf(findings);
    }

    /** One to which nothing was unknown. */
    Look(int looked, List<Finding> findings) {
        this(looked, findings, null);
    }
}
