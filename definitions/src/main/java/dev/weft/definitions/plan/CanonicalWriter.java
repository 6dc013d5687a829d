package dev.weft.definitions.plan;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.weft.definitions.model.Definition;
import dev.weft.definitions.model.Input;
import dev.weft.definitions.model.Mode;
import dev.weft.definitions.model.Policy;
import dev.weft.definitions.model.TaskDefaults;
import dev.weft.definitions.model.Trigger;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes the parts of a definition in the order of the reference. */
final class CanonicalWriter {
    private final JsonGenerator json;
    private final CanonicalFields fields;

    CanonicalWriter(JsonGenerator json) {
        this.json = json;
        this.fields = new CanonicalFields(json);
    }

    void definition(Definition definition) throws IOException {
        json.writeStartObject();
        json.writeStringField("version", "3.0.0");
        json.writeStringField("id", definition.id());
        fields.people(definition.id(), definition.name(), definition.description());
        if (!definition.labels().isEmpty()) {
            json.writeObjectFieldStart("labels");
            for (Map.Entry<String, String> label : definition.labels().entrySet()) {
                fields.text(label.getKey(), label.getValue());
            }
            json.writeEndObject();
        }
        inputs(definition.inputs());
        policy(definition.policy());
        fields.texts("requires", definition.requires());
        defaults(definition.defaults());
        triggers(definition.triggers());
        new CanonicalTasks(json, fields, definition.defaults()).tasks(definition.tasks());
        fields.templates("outputs", definition.outputs());
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
        fields.word("mode", policy.mode(), Mode.PARALLEL);
        fields.number("max_concurrent", policy.maxConcurrent());
        fields.duration("timeout", policy.timeout());
        fields.word("on_failure", policy.onFailure(), Policy.DEFAULT.onFailure());
        fields.cache(policy.cache());
        fields.concurrency(policy.concurrency());
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
        fields.duration("timeout", defaults.timeout());
        if (defaults.retry() != null) {
            fields.retry(defaults.retry());
        }
        json.writeEndObject();
    }

    private void triggers(Map<String, Trigger> triggers) throws IOException {
        if (triggers.isEmpty()) {
            return;
        }
        json.writeObjectFieldStart("triggers");
        for (Map.Entry<String, Trigger> trigger : triggers.entrySet()) {
            json.writeObjectFieldStart(trigger.getKey());
            trigger(trigger.getValue());
            json.writeEndObject();
        }
        json.writeEndObject();
    }

    private void trigger(Trigger trigger) throws IOException {
        switch (trigger) {
            case Trigger.Schedule schedule -> {
                json.writeObjectFieldStart("schedule");
                fields.text("cron", schedule.cron());
                if (!schedule.timezone().equals(Trigger.Schedule.UTC)) {
                    fields.text("timezone", schedule.timezone());
                }
                fields.word("overlap", schedule.overlap(), Trigger.Overlap.SKIP);
                fields.duration("catch_up", schedule.catchUp());
                fields.duration("jitter", schedule.jitter());
            }
            case Trigger.OnEvent event -> {
                json.writeObjectFieldStart("event");
                fields.text("type", event.type());
                fields.expression("filter", event.filter());
                fields.template("dedupe", event.dedupe());
            }
            case Trigger.Webhook webhook -> {
                json.writeObjectFieldStart("webhook");
                fields.text("secret", webhook.secret());
                fields.expression("filter", webhook.filter());
                fields.template("dedupe", webhook.dedupe());
            }
        }
        fields.templates("inputs", trigger.inputs().isEmpty() ? null : trigger.inputs());
        json.writeEndObject();
    }
}
