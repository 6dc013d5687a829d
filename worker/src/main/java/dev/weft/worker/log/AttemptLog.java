package dev.weft.worker.log;

import dev.weft.definitions.action.LogLevel;
import dev.weft.worker.protocol.TaskInvocation;
import dev.weft.worker.protocol.log.LogLine;
import dev.weft.worker.secret.Redactor;
import java.time.Clock;
import java.util.UUID;
import java.util.function.Supplier;

/** What one attempt says: bounded, and without the secrets that it was given so far. Thread safe. */
public final class AttemptLog {
    /** Characters of a line, as UTF-8 at most 8 KiB of text as people write it. */
    static final int LONGEST_LINE = 8 << 10;

    static final int MOST_LINES = 2_000;
    static final int MOST_CHARACTERS = 1 << 20;

    private final RunLogs logs;
    private final String run;
    private final TaskInvocation invocation;
    private final Supplier<Redactor> redactor;
    private final Clock clock;
    private final UUID writer = UUID.randomUUID();
    private int lines;
    private int characters;
    private boolean full;

    /**
     * @param run id
     * @param redactor knows the secrets that the attempt was given so far
     */
    public AttemptLog(RunLogs logs, String run, TaskInvocation invocation, Supplier<Redactor> redactor, Clock clock) {
        this.logs = logs;
        this.run = run;
        this.invocation = invocation;
        this.redactor = redactor;
        this.clock = clock;
    }

    /**
     * Says something.
     *
     * @param source as of {@link LogLine}
     * @param text one line or several
     */
    public void say(LogLevel level, String source, String text) {
        if (!logs.isOn() || isFull()) {
            return;
        }
        // Whole first: what goes over several lines is found so.
        Redactor without = redactor.get();
        without.redact(text)
                .lines()
                .takeWhile(line -> !isFull())
                .forEach(line -> add(level, source, without.redactLine(line)));
    }

    private synchronized boolean isFull() {
        return full;
    }

    /** Says how the attempt ended: also where it has said too much already. */
    public synchronized void end(LogLevel level, String text) {
        if (logs.isOn()) {
            put(level, "attempt", redactor.get().redactMessage(text).replace('\n', ' '));
        }
    }

    private synchronized void add(LogLevel level, String source, String line) {
        if (full) {
            return;
        }
        if (lines >= MOST_LINES || characters >= MOST_CHARACTERS) {
            full = true;
            put(
                    LogLevel.WARN,
                    "attempt",
                    "Expected at most %d lines and %d characters of an attempt; what else it says is left out."
                            .formatted(MOST_LINES, MOST_CHARACTERS));
            return;
        }
        if (!line.isBlank()) {
            put(level, source, line);
        }
    }

    private void put(LogLevel level, String source, String line) {
        // PostgreSQL keeps no NUL.
        String text = line.replace("\0", "�");
        String kept = text.length() <= LONGEST_LINE
                ? text
                : redactor.get().redactMessage(text.substring(0, LONGEST_LINE) + "…");
        characters += kept.length();
        logs.put(new LogLine(
                run,
                invocation.workflow(),
                invocation.path(),
                invocation.attempt(),
                writer,
                ++lines,
                clock.instant(),
                level,
                source,
                kept));
    }
}
