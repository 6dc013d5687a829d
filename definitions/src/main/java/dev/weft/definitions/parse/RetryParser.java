package dev.weft.definitions.parse;

import dev.weft.definitions.expression.Setting;
import dev.weft.definitions.model.Retry;
import dev.weft.definitions.source.MapNode;
import dev.weft.definitions.source.Node;
import dev.weft.definitions.source.ScalarNode;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code retry}: when and how often an attempt that failed is made again. */
final class RetryParser {
    static final Form.Decimal BACKOFF = new Form.Decimal(1, 100);
    static final Form.Decimal JITTER = new Form.Decimal(0, 1);

    static final Construct CONSTRUCT = new Construct(
            "retry",
            List.of(
                    Field.required(
                            "max_attempts",
                            new Form.Whole(1, Integer.MAX_VALUE, true),
                            "How many attempts there are at most; the first one counts."),
                    Field.optional("delay", Form.Simple.DELAY, "Before the second attempt; default `1s`."),
                    Field.optional("backoff", BACKOFF, "Factor from one delay to the next; default `2.0`."),
                    Field.optional("max_delay", Form.Simple.DURATION, "Bound of a delay; by default none."),
                    Field.optional(
                            "jitter",
                            JITTER,
                            "Share of a delay by which it may vary in either direction; default `0`."),
                    Field.optional("non_retryable", new Form.Texts(), "Error codes that end the task at once.")),
            () -> TaskFields.TASK,
            OtherName.OF_RETRY);

    private RetryParser() {}

    static @Nullable Retry parse(Parsing parsing, TemplateReader templates, MapNode.@Nullable Entry entry) {
        if (entry == null) {
            return null;
        }
        MapNode map = parsing.open(entry.value(), CONSTRUCT, entry.key());
        if (map == null) {
            return null;
        }
        Settings settings = new Settings(parsing, templates);
        Setting<Integer> attempts = settings.count("max_attempts", map.get("max_attempts"));
        Setting<Duration> delay = settings.duration("delay", map.get("delay"));
        Setting<Double> backoff = settings.decimal("backoff", map.get("backoff"), BACKOFF, SettingValues.BACKOFF);
        Setting<Double> jitter = settings.decimal("jitter", map.get("jitter"), JITTER, SettingValues.JITTER);
        Node codes = map.get("non_retryable");
        return new Retry(
                attempts == null ? Retry.NONE.maxAttempts() : attempts,
                delay == null ? Retry.NONE.delay() : delay,
                backoff == null ? Retry.NONE.backoff() : backoff,
                settings.positive("max_delay", map.get("max_delay")),
                jitter == null ? Retry.NONE.jitter() : jitter,
                Scalar.texts(parsing, "non_retryable", codes).stream()
                        .map(ScalarNode::text)
                        .toList());
    }
}
