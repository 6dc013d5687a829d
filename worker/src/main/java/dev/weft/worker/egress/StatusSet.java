package dev.weft.worker.egress;

import dev.weft.definitions.action.ActionException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** HTTP statuses that count as success. */
public final class StatusSet {
    /** 200 to 299. */
    public static final StatusSet SUCCESS = new StatusSet(List.of("2xx"));

    private final List<String> patterns;

    private StatusSet(List<String> patterns) {
        this.patterns = List.copyOf(patterns);
    }

    /**
     * Reads statuses such as {@code 200}, {@code "404"} and {@code 4xx}.
     *
     * @param statuses {@code null} or empty for {@link #SUCCESS}
     * @throws ActionException {@code invalid_parameters} for anything else
     */
    public static StatusSet of(@Nullable List<?> statuses) throws ActionException {
        if (statuses == null || statuses.isEmpty()) {
            return SUCCESS;
        }
        List<String> patterns = new ArrayList<>();
        for (Object status : statuses) {
            String text = String.valueOf(status).toLowerCase(Locale.ROOT);
            if (!text.matches("[1-5](\\d\\d|xx)")) {
                throw ActionException.invalidParameters(
                        "Expected statuses such as 200 or 2xx at /expect, but found '" + status + "'.");
            }
            patterns.add(text);
        }
        return new StatusSet(patterns);
    }

    /** Whether a status counts as success. */
    public boolean contains(int status) {
        String text = Integer.toString(status);
        return patterns.stream()
                .anyMatch(pattern -> pattern.equals(text)
                        || (pattern.endsWith("xx") && pattern.charAt(0) == text.charAt(0) && text.length() == 3));
    }

    @Override
    public String toString() {
        return String.join(" or ", patterns);
    }
}
