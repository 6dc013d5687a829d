package dev.weft.definitions.plan;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.weft.definitions.action.Trait;
import dev.weft.definitions.expression.Setting;
import dev.weft.definitions.expression.Template;
import dev.weft.definitions.model.Definition;
import dev.weft.definitions.model.Durations;
import dev.weft.definitions.model.Input;
import dev.weft.definitions.model.Join;
import dev.weft.definitions.model.Mode;
import dev.weft.definitions.model.OnFailure;
import dev.weft.definitions.model.Policy;
import dev.weft.definitions.model.Retry;
import dev.weft.definitions.model.Task;
import dev.weft.definitions.model.TaskDefaults;
import dev.weft.definitions.model.Work;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes the parts of a definition in the order of the reference. */
final class CanonicalWriter {
    private final JsonGenerator json;

    CanonicalWriter(JsonGenerator json) {
        this.json = json;
    }

    void definition(Definition definition) throws IOException {
        json.writeStartObject();
        json.writeStringField("version", "3.0.0");
        json.writeStringField("id", definition.id());
        if (!definition.name().equals(definition.id())) {
            text("name", definition.name());
        }
        if (!definition.description().isEmpty()) {
            text("description", definition.description());
        }
        if (!definition.labels().isEmpty()) {
            json.writeObjectFieldStart("labels");
            for (Map.Entry<String, String> label : definition.labels().entrySet()) {
                text(label.getKey(), label.getValue());
            }
            json.writeEndObject();
        }
        inputs(definition.inputs());
        policy(definition.policy());
        texts("requires", definition.requires());
        defaults(definition.defaults());
        json.writeObjectFieldStart("tasks");
        for (Task task : definition.tasks()) {
            task(task, definition.defaults());
        }
        json.writeEndObject();
        if (definition.outputs() != null) {
            json.writeFieldName("outputs");
            new CanonicalValues(json).fields(definition.outputs(), Map.of(), "");
        }
        json.writeEndObject();
    }

    private void inputs(@Nullable Map<String, Input> inputs) throws IOException {
        if (inputs == null) {
            json.writeStringField("inputs", "any");
        } else if (!inputs.isEmpty()) {
            json.writeObjectFieldStart("inputs");
            for (Map.Entry<String, Input> input : inputs.entrySet()) {
                json.writeFieldName(input.getKey());
                new CanonicalValues(json).plain(input.getValue().schema());
            }
            json.writeEndObject();
        }
    }

    private void policy(Policy policy) throws IOException {
        if (policy.equals(Policy.DEFAULT)) {
            return;
        }
        json.writeObjectFieldStart("policy");
        if (policy.mode() != Mode.PARALLEL) {
            json.writeStringField("mode", word(policy.mode()));
        }
        count("max_concurrent", policy.maxConcurrent());
        duration("timeout", policy.timeout());
        if (policy.onFailure() != Policy.DEFAULT.onFailure()) {
            json.writeStringField("on_failure", word(policy.onFailure()));
        }
        if (policy.priority() != Policy.DEFAULT.priority()) {
            json.writeNumberField("priority", policy.priority());
        }
        json.writeEndObject();
    }

    private void defaults(TaskDefaults defaults) throws IOException {
        if (defaults.equals(TaskDefaults.NONE)) {
            return;
        }
        json.writeObjectFieldStart("defaults");
        duration("timeout", defaults.timeout());
        if (defaults.retry() != null) {
            retry(defaults.retry());
        }
        json.writeEndObject();
    }

    private void task(Task task, TaskDefaults defaults) throws IOException {
        json.writeObjectFieldStart(task.id());
        if (!task.name().equals(task.id())) {
            text("name", task.name());
        }
        if (!task.description().isEmpty()) {
            text("description", task.description());
        }
        if (task.needsAll()) {
            json.writeStringField("needs", "all");
        } else {
            texts("needs", task.needs());
        }
        if (task.join() != Join.SUCCESS) {
            json.writeStringField("join", word(task.join()));
        }
        if (task.when() != null) {
            json.writeStringField("when", task.when().text());
        }
        boolean works = switch (task.work()) {
            case Work.ActionCall call -> {
                call(call);
                yield call.action().trait() == Trait.WORK;
            }
        };
        TaskDefaults given = works ? defaults : TaskDefaults.NONE;
        if (task.timeout() != null && !task.timeout().equals(given.timeout())) {
            duration("timeout", task.timeout());
        }
        duration("heartbeat", task.heartbeat());
        duration("deadline", task.deadline());
        if (!task.retry().equals(given.retry() == null ? Retry.NONE : given.retry())) {
            retry(task.retry());
        }
        if (task.onFailure() != OnFailure.FAIL) {
            json.writeStringField("on_failure", word(task.onFailure()));
        }
        json.writeEndObject();
    }

    private void call(Work.ActionCall call) throws IOException {
        json.writeStringField("action", call.action().name());
        template("agent", call.agent());
        template("capability", call.capability());
        template("operation", call.operation());
        if (!call.parameters().fields().isEmpty() || !call.conditions().isEmpty()) {
            json.writeFieldName("parameters");
            new CanonicalValues(json).fields(call.parameters().fields(), call.conditions(), "");
        }
    }

    private void retry(Retry retry) throws IOException {
        json.writeObjectFieldStart("retry");
        count("max_attempts", retry.maxAttempts());
        if (!retry.delay().equals(Retry.NONE.delay())) {
            duration("delay", retry.delay());
        }
        if (retry.backoff() != Retry.NONE.backoff()) {
            json.writeNumberField("backoff", retry.backoff());
        }
        duration("max_delay", retry.maxDelay());
        if (retry.jitter() != Retry.NONE.jitter()) {
            json.writeNumberField("jitter", retry.jitter());
        }
        texts("non_retryable", retry.nonRetryable());
        json.writeEndObject();
    }

    private void texts(String name, List<String> texts) throws IOException {
        if (texts.isEmpty()) {
            return;
        }
        json.writeArrayFieldStart(name);
        for (String text : texts) {
            json.writeString(CanonicalValues.escape(text));
        }
        json.writeEndArray();
    }

    private void text(String name, String text) throws IOException {
        json.writeStringField(name, CanonicalValues.escape(text));
    }

    private void template(String name, @Nullable Template template) throws IOException {
        if (template != null) {
            json.writeFieldName(name);
            new CanonicalValues(json).template(template);
        }
    }

    private void duration(String name, @Nullable Setting<Duration> setting) throws IOException {
        switch (setting) {
            case null -> {}
            case Setting.Fixed<Duration> fixed -> json.writeStringField(name, Durations.format(fixed.value()));
            case Setting.Dynamic<Duration> dynamic -> template(name, dynamic.template());
        }
    }

    private void count(String name, @Nullable Setting<Integer> setting) throws IOException {
        switch (setting) {
            case null -> {}
            case Setting.Fixed<Integer> fixed -> json.writeNumberField(name, fixed.value());
            case Setting.Dynamic<Integer> dynamic -> template(name, dynamic.template());
        }
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
