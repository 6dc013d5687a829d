package dev.weft.definitions.agent;

import dev.weft.definitions.action.Bounds;
import dev.weft.definitions.action.Doc;
import dev.weft.definitions.action.Rest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The fields of an agent's file that each kind has; the rest belongs to the kind.
 *
 * @param operations names, or schemas by name; {@code null} where any operation is taken
 */
record AgentFields(
        @Doc(value = "Letters, digits, `_`, `.` and `-`; case is kept.", example = "outliner")
        String name,

        @Doc("For people.") @Nullable String description,

        @Doc(value = "Words by which a task may ask for any agent.", example = "[outlining]") @Nullable List<String> capabilities,

        @Doc(
                value = "Names of operations, or a map from name to the JSON Schema of its parameters; any operation"
                        + " where there is none.",
                example = "[outline]")
        @Nullable Object operations,

        @Doc(value = "JSON Schema of what it gives, whichever operation.", example = "{type: object}") @Nullable Map<String, @Nullable Object> output,

        @Doc("JSON Schemas of what single operations give, by their names.") @Nullable Map<String, @Nullable Object> outputs,

        @Doc(value = "Calls at once over all runs and workers; no bound by default.", example = "4") @Nullable Integer maxConcurrent,

        @Doc(
                value = "Calls in a time, over all runs and workers, spread evenly; no bound by default.",
                example = "100/s")
        @Nullable @Bounds(pattern = RateLimit.PATTERN)
        String rateLimit,

        @Doc("What a call takes up of its worker, where the task says nothing else; nothing by default.") @Nullable ResourceFields resources,

        @Doc("When it fails often, it is left alone for a while.") @Nullable BreakerFields breaker,

        @Doc("It is asked again and again whether it can be called; not at all by default. `{}` for the usual checks.")
        @Nullable HealthFields health,

        @Doc(value = "`java`, `http`, `command`, `temporal` or `chat`.", example = "http")
        String kind,

        @Rest @Doc("What the kind needs.") Map<String, @Nullable Object> rest) {
    /** Fields of {@code breaker}. */
    record BreakerFields(
            @Doc(
                    value = "Share of the last calls that must have failed for it to open; default `50%`.",
                    example = "50%")
            @Nullable @Bounds(pattern = "([1-9][0-9]?|100)%")
            String failures,

            @Doc(value = "How many of the last calls are looked at, 1 to 100; default 20.", example = "20")
            @Nullable @Bounds(min = 1, max = 100)
            Integer calls,

            @Doc(value = "Calls before that time don't count; default 5m.", example = "5m") @Nullable Duration window,

            @Doc(value = "How long it is open; default 30s.", example = "30s") @Nullable Duration open,

            @Doc(value = "Calls in a row that must succeed then for it to close; default 3.", example = "3")
            @Nullable @Bounds(min = 1, max = 100)
            Integer trials,

            @Doc("`wait` (default): tasks wait until the agent is called again; `fail`: they fail with `breaker_open`.")
            Breaker.@Nullable WhenOpen whenOpen) {}

    /** Fields of {@code resources}. */
    record ResourceFields(
            @Doc(value = "Cores, from 0.001 to 4096.", example = "0.5") @Nullable Double cpu,

            @Doc(value = "Memory.", example = "2GiB") @Nullable Object memory) {}

    /** Fields of {@code health}. */
    record HealthFields(
            @Doc(value = "Time from one check to the next; default 30s, at least 1s.", example = "10s") @Nullable Duration every,

            @Doc(value = "A check that takes longer has failed; default 5s.", example = "2s") @Nullable Duration timeout,

            @Doc(
                    value =
                            "Checks in a row that must fail for the agent to be down; default 2. One that succeeds brings it up again.",
                    example = "3")
            @Nullable @Bounds(min = 1, max = 100)
            Integer failures,

            @Doc(
                    value =
                            "Kind `http` alone: what is asked for by GET, from the root of its `url`; by default the `url` itself.",
                    example = "/healthz")
            @Nullable String path,

            @Doc(
                    value =
                            "Kind `command` alone: what its program is called with last, default `--health`; exit code 0 means up.",
                    example = "--health")
            @Nullable String argument) {}

    /** Fields of kind {@code java}. */
    record JavaFields(
            @Doc("Name of the handler class; by default the agent's own name.") @Nullable String handler) {}

    /** Fields of kind {@code temporal}. */
    record TemporalFields(
            @Doc(value = "The task queue that its workers poll.", example = "python-agents")
            String taskQueue,

            @Doc(value = "Type of the activity; by default `agent:` and the agent's name.", example = "outline")
            @Nullable String activity,

            @Doc(
                    value =
                            "After so long without a sign of life an attempt is lost and made again; by default its worker gives none.",
                    example = "10s")
            @Nullable Duration heartbeat) {}

    /** Fields of kind {@code command}. */
    record CommandFields(
            @Doc(
                    value = "Program and arguments, no shell. What starts with `./` lies beside this file.",
                    example = "[python3, ./outline.py]")
            List<String> argv,

            @Doc(
                    value = "Environment variables; values may refer to secrets.",
                    example = "{API_KEY: \"${{ secrets.OUTLINER }}\"}")
            @Nullable Map<String, String> env,

            @Doc("What it may use at most.") @Nullable LimitFields limits) {}

    /** Limits of kind {@code command}. */
    record LimitFields(
            @Doc(value = "Memory of one process, and of all at once; default 2GiB.", example = "512MiB") @Nullable Object memory,

            @Doc(value = "Output on stdout; default and at most 1536KiB.", example = "64KiB") @Nullable Object output,

            @Doc(value = "One file that it writes; default 1GiB.", example = "100MiB") @Nullable Object fileSize,

            @Doc(value = "Processor time; bound by the task's timeout alone by default.", example = "30s") @Nullable Duration cpu,

            @Doc(value = "Processes at once; default 256.", example = "16") @Nullable Long processes) {}
}
