package dev.weft.definitions.plan;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.weft.definitions.expression.Expression;
import dev.weft.definitions.expression.Setting;
import dev.weft.definitions.expression.Template;
import dev.weft.definitions.model.Cache;
import dev.weft.definitions.model.Concurrency;
import dev.weft.definitions.model.Durations;
import dev.weft.definitions.model.Retry;
import dev.weft.definitions.model.Tolerance;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes fields that several parts of a definition have; what is said by default is left out. */
final class CanonicalFields {
    private static final Setting<Integer> ONE = new Setting.Fixed<>(1);

    private final JsonGenerator json;

    CanonicalFields(JsonGenerator json) {
        this.json = json;
    }

    void people(String id, String name, String description) throws IOException {
        if (!name.equals(id)) {
            text("name", name);
        }
        if (!description.isEmpty()) {
            text("description", description);
        }
    }

    void retry(Retry retry) throws IOException {
        json.writeObjectFieldStart("retry");
        number("max_attempts", retry.maxAttempts());
        if (!retry.delay().equals(Retry.NONE.delay())) {
            duration("delay", retry.delay());
        }
        if (!retry.backoff().equals(Retry.NONE.backoff())) {
            number("backoff", retry.backoff());
        }
        duration("max_delay", retry.maxDelay());
        if (!retry.jitter().equals(Retry.NONE.jitter())) {
            number("jitter", retry.jitter());
        }
        texts("non_retryable", retry.nonRetryable());
        json.writeEndObject();
    }

    void cache(@Nullable Cache cache) throws IOException {
        if (cache != null) {
            json.writeObjectFieldStart("cache");
            template("key", cache.key());
            duration("ttl", cache.ttl());
            json.writeEndObject();
        }
    }

    void concurrency(@Nullable Concurrency concurrency) throws IOException {
        if (concurrency != null) {
            json.writeObjectFieldStart("concurrency");
            template("key", concurrency.key());
            if (!concurrency.limit().equals(ONE)) {
                number("limit", concurrency.limit());
            }
            word("when_full", concurrency.whenFull(), Concurrency.WhenFull.QUEUE);
            json.writeEndObject();
        }
    }

    void texts(String name, List<String> texts) throws IOException {
        if (texts.isEmpty()) {
            return;
        }
        json.writeArrayFieldStart(name);
        for (String text : texts) {
            json.writeString(CanonicalValues.escape(text));
        }
        json.writeEndArray();
    }

    void text(String name, String text) throws IOException {
        json.writeStringField(name, CanonicalValues.escape(text));
    }

    void expression(String name, @Nullable Expression expression) throws IOException {
        if (expression != null) {
            json.writeStringField(name, expression.text());
        }
    }

    void template(String name, @Nullable Template template) throws IOException {
        if (template != null) {
            json.writeFieldName(name);
            new CanonicalValues(json).template(template);
        }
    }

    void templates(String name, @Nullable Map<String, Template> templates) throws IOException {
        if (templates != null) {
            json.writeFieldName(name);
            new CanonicalValues(json).fields(templates, Map.of());
        }
    }

    void duration(String name, @Nullable Setting<Duration> setting) throws IOException {
        switch (setting) {
            case null -> {}
            case Setting.Fixed<Duration> fixed -> json.writeStringField(name, Durations.format(fixed.value()));
            case Setting.Dynamic<Duration> dynamic -> template(name, dynamic.template());
        }
    }

    void number(String name, @Nullable Setting<? extends Number> setting) throws IOException {
        switch (setting) {
            case null -> {}
            case Setting.Fixed<? extends Number> fixed -> {
                json.writeFieldName(name);
                new CanonicalValues(json).plain(fixed.value());
            }
            case Setting.Dynamic<? extends Number> dynamic -> template(name, dynamic.template());
        }
    }

    void tolerance(String name, Setting<Tolerance> setting) throws IOException {
        switch (setting) {
            case Setting.Fixed<Tolerance> fixed -> {
                switch (fixed.value()) {
                    case Tolerance.Count count -> json.writeNumberField(name, count.items());
                    case Tolerance.Share share -> json.writeStringField(name, percent(share.percent()) + "%");
                }
            }
            case Setting.Dynamic<Tolerance> dynamic -> template(name, dynamic.template());
        }
    }

    private static String percent(double value) {
        return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
    }

    /** An enum constant as authors write it, unless it is what holds by default. */
    void word(String name, @Nullable Enum<?> constant, @Nullable Enum<?> byDefault) throws IOException {
        if (constant != null && constant != byDefault) {
            json.writeStringField(name, constant.name().toLowerCase(Locale.ROOT));
        }
    }
}
