package dev.weft.definitions.plan;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.weft.definitions.expression.Setting;
import dev.weft.definitions.model.Compensation;
import dev.weft.definitions.model.ForEach;
import dev.weft.definitions.model.Join;
import dev.weft.definitions.model.Mode;
import dev.weft.definitions.model.OnFailure;
import dev.weft.definitions.model.Repeat;
import dev.weft.definitions.model.Resources;
import dev.weft.definitions.model.Retry;
import dev.weft.definitions.model.Task;
import dev.weft.definitions.model.TaskDefaults;
import dev.weft.definitions.model.Tolerance;
import dev.weft.definitions.model.Work;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes tasks, with all that they hold. */
final class CanonicalTasks {
    private static final Setting<Tolerance> NONE = new Setting.Fixed<>(Tolerance.NONE);

    private final JsonGenerator json;
    private final CanonicalFields fields;
    private final TaskDefaults defaults;

    CanonicalTasks(JsonGenerator json, CanonicalFields fields, TaskDefaults defaults) {
        this.json = json;
        this.fields = fields;
        this.defaults = defaults;
    }

    void tasks(List<Task> tasks) throws IOException {
        json.writeObjectFieldStart("tasks");
        for (Task task : tasks) {
            json.writeObjectFieldStart(task.id());
            task(task);
            json.writeEndObject();
        }
        json.writeEndObject();
    }

    private void task(Task task) throws IOException {
        fields.people(task.id(), task.name(), task.description());
        if (task.needsAll()) {
            json.writeStringField("needs", "all");
        } else {
            fields.texts("needs", task.needs());
        }
        fields.word("join", task.join(), Join.SUCCESS);
        fields.expression("when", task.when());
        work(task.work());
        forEach(task.forEach());
        repeat(task.repeat());
        TaskDefaults given = task.work().takesDefaults() ? defaults : TaskDefaults.NONE;
        if (task.timeout() != null && !task.timeout().equals(given.timeout())) {
            fields.duration("timeout", task.timeout());
        }
        fields.duration("heartbeat", task.heartbeat());
        fields.duration("deadline", task.deadline());
        fields.duration("sla", task.sla());
        if (!task.retry().equals(given.retry() == null ? Retry.NONE : given.retry())) {
            fields.retry(task.retry());
        }
        onFailure(task.onFailure());
        compensation(task.compensation());
        fields.concurrency(task.concurrency());
        fields.cache(task.cache());
        fields.word("placement", task.placement(), null);
        resources(task.resources());
    }

    private void work(Work work) throws IOException {
        switch (work) {
            case Work.ActionCall call -> call(call);
            case Work.Block block -> {
                tasks(block.tasks());
                fields.word("mode", block.mode(), Mode.PARALLEL);
                fields.templates("outputs", block.outputs());
            }
        }
    }

    private void call(Work.ActionCall call) throws IOException {
        json.writeStringField("action", call.action().name());
        fields.template("agent", call.agent());
        fields.template("capability", call.capability());
        fields.template("operation", call.operation());
        if (!call.parameters().fields().isEmpty() || !call.conditions().isEmpty()) {
            json.writeFieldName("parameters");
            new CanonicalValues(json).fields(call.parameters().fields(), call.conditions());
        }
    }

    private void forEach(@Nullable ForEach forEach) throws IOException {
        if (forEach == null) {
            return;
        }
        json.writeObjectFieldStart("for_each");
        fields.template("in", forEach.in());
        fields.expression("where", forEach.where());
        if (!forEach.as().equals(ForEach.ITEM)) {
            fields.text("as", forEach.as());
        }
        fields.number("max_concurrent", forEach.maxConcurrent());
        fields.number("batch", forEach.batch());
        if (!forEach.tolerate().equals(NONE)) {
            fields.tolerance("tolerate", forEach.tolerate());
        }
        json.writeEndObject();
    }

    private void repeat(@Nullable Repeat repeat) throws IOException {
        if (repeat == null) {
            return;
        }
        json.writeObjectFieldStart("repeat");
        fields.expression(repeat.kind() == Repeat.Kind.UNTIL ? "until" : "while", repeat.test());
        fields.number("max", repeat.max());
        fields.duration("delay", repeat.delay());
        fields.template("from", repeat.from());
        json.writeEndObject();
    }

    private void onFailure(OnFailure onFailure) throws IOException {
        switch (onFailure) {
            case OnFailure.Word word -> fields.word("on_failure", word, OnFailure.Word.FAIL);
            case OnFailure.Fallback fallback -> {
                json.writeObjectFieldStart("on_failure");
                json.writeObjectFieldStart("run");
                task(fallback.task());
                json.writeEndObject();
                json.writeEndObject();
            }
        }
    }

    private void compensation(@Nullable Compensation compensation) throws IOException {
        if (compensation == null) {
            return;
        }
        json.writeObjectFieldStart("compensate");
        fields.word("after", compensation.after(), Compensation.After.SUCCESS);
        task(compensation.task());
        json.writeEndObject();
    }

    private void resources(@Nullable Resources resources) throws IOException {
        if (resources == null) {
            return;
        }
        json.writeObjectFieldStart("resources");
        fields.number("cpu", resources.cpu());
        fields.number("memory", resources.memory());
        json.writeEndObject();
    }
}
