package dev.weft.definitions.model;

import dev.weft.definitions.expression.Expression;
import dev.weft.definitions.expression.Setting;
import dev.weft.definitions.expression.Template;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** All expressions of a task and of what is in it, in no order that means anything. */
public final class TaskExpressions {
    private final List<Expression> found = new ArrayList<>();

    private TaskExpressions() {}

    public static List<Expression> of(Task task) {
        TaskExpressions expressions = new TaskExpressions();
        expressions.task(task);
        return List.copyOf(expressions.found);
    }

    private void task(Task task) {
        expression(task.when());
        work(task.work());
        forEach(task.forEach());
        repeat(task.repeat());
        setting(task.timeout());
        setting(task.heartbeat());
        setting(task.deadline());
        setting(task.sla());
        retry(task.retry());
        switch (task.onFailure()) {
            case OnFailure.Word word -> {}
            case OnFailure.Fallback fallback -> task(fallback.task());
        }
        if (task.compensation() != null) {
            task(task.compensation().task());
        }
        if (task.concurrency() != null) {
            template(task.concurrency().key());
            setting(task.concurrency().limit());
        }
        if (task.cache() != null) {
            template(task.cache().key());
            setting(task.cache().ttl());
        }
        if (task.resources() != null) {
            setting(task.resources().cpu());
            setting(task.resources().memory());
        }
    }

    private void work(Work work) {
        switch (work) {
            case Work.ActionCall call -> {
                template(call.agent());
                template(call.capability());
                template(call.operation());
                template(call.parameters());
                call.conditions().values().forEach(this::expression);
            }
            case Work.Block block -> {
                block.tasks().forEach(this::task);
                if (block.outputs() != null) {
                    block.outputs().values().forEach(this::template);
                }
            }
        }
    }

    private void forEach(@Nullable ForEach each) {
        if (each != null) {
            template(each.in());
            expression(each.where());
            setting(each.maxConcurrent());
            setting(each.batch());
            setting(each.tolerate());
        }
    }

    private void repeat(@Nullable Repeat repeat) {
        if (repeat != null) {
            expression(repeat.test());
            setting(repeat.max());
            setting(repeat.delay());
            template(repeat.from());
        }
    }

    private void retry(Retry retry) {
        setting(retry.maxAttempts());
        setting(retry.delay());
        setting(retry.backoff());
        setting(retry.maxDelay());
        setting(retry.jitter());
    }

    private void setting(@Nullable Setting<?> setting) {
        switch (setting) {
            case null -> {}
            case Setting.Fixed<?> fixed -> {}
            case Setting.Dynamic<?> dynamic -> template(dynamic.template());
        }
    }

    private void template(@Nullable Template template) {
        switch (template) {
            case null -> {}
            case Template.Literal literal -> {}
            case Template.Computed computed -> expression(computed.expression());
            case Template.Text text ->
                text.parts().forEach(part -> {
                    if (part instanceof Template.Part.Hole hole) {
                        expression(hole.expression());
                    }
                });
            case Template.Items items -> items.items().forEach(this::template);
            case Template.Fields fields -> fields.fields().values().forEach(this::template);
        }
    }

    private void expression(@Nullable Expression expression) {
        if (expression != null) {
            found.add(expression);
        }
    }
}
