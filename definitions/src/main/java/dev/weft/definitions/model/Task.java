package dev.weft.definitions.model;

import dev.weft.definitions.expression.Expression;
import dev.weft.definitions.expression.Setting;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One task of a definition, with the defaults of the definition applied where its action works.
 *
 * @param id unique among its siblings
 * @param name for people; the id where the author gave none
 * @param description for people
 * @param needs ids of siblings that must end first, in the order written, {@code needs: all} resolved
 * @param needsAll whether the author wrote {@code needs: all}
 * @param join when it runs, once its needs have ended
 * @param when evaluated once after the join; {@code null} for always
 * @param work what it does
 * @param timeout of one attempt; {@code null} for none
 * @param heartbeat without a sign of life for so long, an attempt is lost; {@code null} for none
 * @param deadline of all attempts and waits together; {@code null} for none
 * @param retry of failed attempts
 * @param onFailure what its failure means for the others
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
        @Nullable Setting<Duration> timeout,
        @Nullable Setting<Duration> heartbeat,
        @Nullable Setting<Duration> deadline,
        Retry retry,
        OnFailure onFailure) {
    public Task {
        needs = List.copyOf(needs);
    }
}
