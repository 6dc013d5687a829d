package dev.weft.worker.interpreter.view;

import dev.weft.definitions.expression.Computation;
import dev.weft.definitions.expression.EvaluationException;
import dev.weft.definitions.expression.SecretText;
import dev.weft.definitions.model.Work;
import dev.weft.worker.interpreter.RunLoop;
import dev.weft.worker.interpreter.Turn;
import dev.weft.worker.interpreter.scope.RunScope;
import dev.weft.worker.interpreter.state.RunState;
import dev.weft.worker.task.Call;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What the attempts of a task are given, for people: in the place of each secret stands its name. What an attempt under way was given
 * is in the state; of others it is evaluated again, from what the state still holds. Pure.
 */
public final class TaskInputs {
    private static final String LATER = "(computed where the attempt is made)";

    private TaskInputs() {}

    /**
     * The parameters of a task.
     *
     * @param now what expressions see as the present
     * @return JSON-like, with handles of large values; {@code null} where there are none, or they can't be evaluated (yet)
     */
    public static @Nullable Object of(RunLoop loop, RunState state, int node, Instant now) {
        Call call = state.tasks().get(node).call();
        if (call != null) {
            return shown(call.parameters(), "", call.secrets());
        }
        Turn turn = loop.turn(state, now);
        if (!(turn.planned(node).task().work() instanceof Work.ActionCall work)) {
            return null;
        }
        try {
            return shown(work.parameters().evaluate(RunScope.ofAttempts(turn, node)), "", Map.of());
        } catch (EvaluationException e) {
            return null;
        }
    }

    private static @Nullable Object shown(@Nullable Object value, String pointer, Map<String, SecretText> secrets) {
        SecretText secret = secrets.get(pointer);
        if (secret != null) {
            return text(secret);
        }
        return switch (value) {
            case SecretText text -> text(text);
            case Computation computation -> LATER;
            case Map<?, ?> map -> {
                Map<String, @Nullable Object> copy = new LinkedHashMap<>();
                map.forEach((name, item) -> copy.put(
                        String.valueOf(name), shown(item, pointer + "/" + escape(String.valueOf(name)), secrets)));
                yield copy;
            }
            case List<?> list -> {
                List<@Nullable Object> copy = new ArrayList<>(list.size());
                for (int i = 0; i < list.size(); i++) {
                    copy.add(shown(list.get(i), pointer + "/" + i, secrets));
                }
                yield copy;
            }
            case null -> null;
            default -> value;
        };
    }

    private static String text(SecretText secret) {
        return secret.parts().stream()
                .map(part -> part.secret() ? "[secret " + part.text() + "]" : part.text())
                .collect(Collectors.joining());
    }

    private static String escape(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }
}
