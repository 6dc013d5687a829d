package dev.weft.cli.cases;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What stands for the work of a task.
 *
 * @param answers to its calls, in turn; the last one to all that follow, where it doesn't say how often
 */
public record Mock(TaskPath task, List<Answer> answers) {
    public Mock {
        answers = List.copyOf(answers);
    }

    /** The answer to a call, counted from 1; {@code null} where there is none any more. */
    public @Nullable Answer answer(int call) {
        int left = call;
        for (int i = 0; i < answers.size(); i++) {
            Answer answer = answers.get(i);
            boolean last = i == answers.size() - 1;
            int times = answer.times() == null ? last ? Integer.MAX_VALUE : 1 : answer.times();
            if (left <= times) {
                return answer;
            }
            left -= times;
        }
        return null;
    }
}
