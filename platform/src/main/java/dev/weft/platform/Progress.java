package dev.weft.platform;

/** Hears, line by line, what is being done on a person's behalf. Called from one thread at a time. */
@FunctionalInterface
public interface Progress {
    /** Tells nobody. */
    Progress SILENT = line -> {};

    /** One line of words, without a line break. */
    void say(String line);

    /** The same for several threads. */
    static Progress oneAtATime(Progress progress) {
        Object turn = new Object();
        return line -> {
            synchronized (turn) {
                progress.say(line);
            }
        };
    }
}
