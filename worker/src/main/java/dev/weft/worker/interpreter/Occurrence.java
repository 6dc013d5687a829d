package dev.weft.worker.interpreter;

import java.util.List;

/** Something that happened in a run and that those outside are told of, beyond what its state shows. */
public sealed interface Occurrence {
    /** Path of the task that it is about. */
    String path();

    /**
     * Those who may decide a gate and haven't were reminded: event {@code approval.reminded}.
     *
     * @param title the gate's question
     * @param level that is asked, from 1
     * @param number of the reminder at this gate, from 1
     * @param whom {@code user:…}, {@code role:…}, {@code anyone}
     */
    record Reminded(String path, String title, int level, int number, List<String> whom) implements Occurrence {
        public Reminded {
            whom = List.copyOf(whom);
        }
    }
}
