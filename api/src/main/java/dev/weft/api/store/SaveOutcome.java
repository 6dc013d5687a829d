package dev.weft.api.store;

/** What became of saving or deleting a definition. */
public sealed interface SaveOutcome {
    /** There was none of this id. */
    record Created(StoredRevision revision) implements SaveOutcome {}

    /** It has a new current revision. */
    record Replaced(StoredRevision revision) implements SaveOutcome {}

    /** The current revision has the same document already. */
    record Unchanged(StoredRevision revision) implements SaveOutcome {}

    /** It is gone; its revisions are kept. */
    record Deleted() implements SaveOutcome {}

    /** There is one of this id, and none was expected. */
    record Exists(StoredRevision revision) implements SaveOutcome {}

    /** The current revision is not the expected one. */
    record Changed(StoredRevision revision) implements SaveOutcome {}

    /** There is none of this id. */
    record Missing() implements SaveOutcome {}
}
