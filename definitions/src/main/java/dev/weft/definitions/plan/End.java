package dev.weft.definitions.plan;

/** How a task can end, as far as it matters to those that need it or read it. */
enum End {
    COMPLETED("COMPLETED", Standing.COMPLETED),
    /** Completed after a failure, which it keeps: by a fallback, by another attempt, by a person. */
    RECOVERED("COMPLETED", Standing.COMPLETED),
    /** Failed, and the run goes on as if it had completed: under {@code on_failure: skip}, or as a person says so. */
    FORGIVEN("SKIPPED", Standing.COMPLETED),
    FAILED("FAILED", Standing.FAILED),
    /** Skipped because of a failure upstream. */
    BEREFT("SKIPPED", Standing.FAILED),
    CANCELLED("CANCELLED", Standing.FAILED),
    /** Its condition was false, or all that it needs was passed over. */
    PASSED_OVER("SKIPPED", Standing.PASSED_OVER),
    /** Undone, which only those see that run whatever happened. */
    COMPENSATED("COMPENSATED", Standing.FAILED);

    private final String status;
    private final Standing standing;

    End(String status, Standing standing) {
        this.status = status;
        this.standing = standing;
    }

    /** What it counts as for the joins of others. */
    enum Standing {
        COMPLETED,
        FAILED,
        PASSED_OVER
    }

    /** What expressions read. */
    String status() {
        return status;
    }

    boolean completed() {
        return standing == Standing.COMPLETED;
    }

    boolean failed() {
        return standing == Standing.FAILED;
    }

    /** Whether it shows that the task began: its join held. */
    boolean began() {
        return this == COMPLETED || this == RECOVERED || this == FORGIVEN || this == FAILED;
    }

    boolean hasError() {
        return this == FAILED || this == FORGIVEN || this == RECOVERED;
    }

    boolean mayHaveError() {
        return hasError() || this == CANCELLED || this == COMPENSATED;
    }

    boolean mayHaveOutput() {
        return this == COMPLETED || this == RECOVERED;
    }
}
