package dev.weft.worker.protocol;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Gates of a run that have been asked, some of them: an answer to a query has 4 MB at most.
 *
 * @param gates by path, in the order of the definition
 * @param next where the next page begins; {@code null} after the last
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record GatePage(
        Map<String, RunView.TaskView> gates, @Nullable Integer next) {
    public GatePage {
        gates = gates == null ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(gates));
    }
}
