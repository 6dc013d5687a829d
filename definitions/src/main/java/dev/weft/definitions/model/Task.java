package dev.weft.definitions.model;

import dev.weft.definitions.expression.Expression;
import dev.weft.definitions.expression.Setting;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One task of a definition, with the defaults of the definition applied where its action works. A task in place (a
 * fallback, a compensation) is one, too: its id is {@link #FALLBACK} or {@link #COMPENSATE}, and it needs nothing.
 *
 * <p>With {@code forEach} or {@code repeat}: needs, join, when, deadline, sla, onFailure and concurrency are of the whole;
 * timeout, retry, heartbeat, cache, compensation and resources of each item or turn. With both, each item repeats.
 *
 * @param id unique among its siblings
 * @param name for people; the id where the author gave none
 * @param description for people
 * @param needs ids of siblings that must end first, in the order written, {@code needs: all} resolved
 * @param needsAll whether the author wrote {@code needs: all}
 * @param join when it runs, once its needs have ended
 * @param when evaluated once after the join; {@code null} for always
 * @param work what it does
 * @param forEach {@code null} for once
 * @param repeat {@code null} for once
 * @param timeout of one attempt; {@code null} for none
 * @param heartbeat without a sign of life for so long, an attempt is lost; {@code null} for none
 * @param deadline of all attempts and waits together; {@code null} for none
 * @param sla after so long an alert is raised, and the task goes on; {@code null} for none
 * @param retry of failed attempts
 * @param onFailure what its failure means for the others
 * @param compensation how to undo it; {@code null} where there is nothing to undo
 * @param concurrency held while it runs; {@code null} for no bound
 * @param cache {@code null} where each output is new
 * @param placement by which durable mechanism it runs; {@code null} where it is as the block around it says
 * @param resources {@code null} for nothing said
 */
public record Task(
        String id,
        String name,
        String description,
        List<String> needs,
        boolean needsAll,
        Join join,
        @Nullable Expression when,
        Work work,
        @Nullable ForEach forEach,
        @Nullable Repeat repeat,
        @Nullable Setting<Duration> timeout,
        @Nullable Setting<Duration> heartbeat,
        @Nullable Setting<Duration> deadline,
        @Nullable Setting<Duration> sla,
        Retry retry,
        OnFailure onFailure,
        @Nullable Compensation compensation,
        @Nullable Concurrency concurrency,
        @Nullable Cache cache,
        @Nullable Placement placement,
        @Nullable Resources resources) {
    /** Id of a task that stands in for one that failed. */
    public static final String FALLBACK = "fallback";

    /** Id of a task that undoes one. */
    public static final String COMPENSATE = "compensate";

    public Task {
        needs = List.copyOf(needs);
    }
}
