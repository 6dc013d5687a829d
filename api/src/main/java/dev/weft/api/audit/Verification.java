package dev.weft.api.audit;

import java.util.List;

/**
 * What a look at the whole trail has found.
 *
 * @param valid whether nothing is missing or altered
 * @param entries how many there are
 * @param first position of the first; the ones before it were cut off
 * @param last position of the last; 0 where there is none
 * @param hash of the chain up to the last
 * @param head what the end that is kept outside of the database says: {@code matches}, {@code missing} or {@code differs}
 * @param problems in words, the first 20
 */
public record Verification(
        boolean valid, long entries, long first, long last, String hash, String head, List<String> problems) {}
