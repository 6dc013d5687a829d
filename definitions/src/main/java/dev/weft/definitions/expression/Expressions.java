package dev.weft.definitions.expression;

import dev.weft.definitions.expression.program.Program;
import dev.weft.definitions.expression.value.Failure;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Compiled programs, shared by equal texts, in a cache of bounded size. Thread safe. */
public final class Expressions {
    private static final int MOST_CHARACTERS = 1_000_000;
    private static final int LEAST_PER_ENTRY = 100;
    private static final Map<String, Program> CACHE = new LinkedHashMap<>(16, 0.75f, true);
    private static long characters;

    private Expressions() {}

    /**
     * Loads what the first expression needs, some hundred milliseconds of it, so that no workflow waits for it. Call it
     * once when a process starts; calling it again is cheap.
     */
    public static void warmUp() {
        Scope nothing = name -> null;
        try {
            new Expression(
                            "[1, 2].map(x, x * 2.5).filter(x, x > inputs.least).size() > 0 && tasks.?a.orValue('').trim() == ''")
                    .evaluate(name -> name.equals("inputs") ? Map.of("least", 1L) : nothing.find(name));
        } catch (EvaluationException e) {
            throw new IllegalStateException("Expected the warm-up expression to be right", e);
        }
    }

    /** The program of a text, compiled at most once while it is in the cache. */
    static Program program(String text) throws EvaluationException {
        Program cached = cached(text);
        if (cached != null) {
            return cached;
        }
        try {
            Program program = Program.compile(text);
            keep(text, program);
            return program;
        } catch (Failure failure) {
            throw new EvaluationException(text, failure.message());
        }
    }

    /** How many programs are kept. */
    static synchronized int cached() {
        return CACHE.size();
    }

    private static synchronized @Nullable Program cached(String text) {
        return CACHE.get(text);
    }

    private static synchronized void keep(String text, Program program) {
        if (CACHE.put(text, program) == null) {
            characters += weight(text);
        }
        Iterator<Map.Entry<String, Program>> eldest = CACHE.entrySet().iterator();
        while (characters > MOST_CHARACTERS && eldest.hasNext()) {
            characters -= weight(eldest.next().getKey());
            eldest.remove();
        }
    }

    private static int weight(String text) {
        return LEAST_PER_ENTRY + text.length();
    }
}
