package dev.weft.worker.protocol;

import io.temporal.common.SearchAttributeKey;
import java.util.List;

/** What a run can be found by in Temporal's visibility. */
public final class SearchAttributes {
    /** Id of the definition. */
    public static final SearchAttributeKey<String> WORKFLOW = SearchAttributeKey.forKeyword("WeftWorkflow");

    /** Revision of the definition. */
    public static final SearchAttributeKey<Long> REVISION = SearchAttributeKey.forLong("WeftRevision");

    /** {@link RunStatus}, as the run last reported it. */
    public static final SearchAttributeKey<String> STATUS = SearchAttributeKey.forKeyword("WeftStatus");

    /** {@code key=value} of each label. */
    public static final SearchAttributeKey<List<String>> LABELS = SearchAttributeKey.forKeywordList("WeftLabels");

    /** {@code kind:task} of each thing that it waits for, such as {@code approval:review}. */
    public static final SearchAttributeKey<List<String>> WAITING_FOR =
            SearchAttributeKey.forKeywordList("WeftWaitingFor");

    /** 0 to 100, by quarters. */
    public static final SearchAttributeKey<Long> PROGRESS = SearchAttributeKey.forLong("WeftProgress");

    /** All of them: what a namespace must have. */
    public static final List<SearchAttributeKey<?>> ALL =
            List.of(WORKFLOW, REVISION, STATUS, LABELS, WAITING_FOR, PROGRESS);

    private SearchAttributes() {}
}
