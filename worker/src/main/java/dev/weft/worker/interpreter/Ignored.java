package dev.weft.worker.interpreter;

/** Decisions that came by signal and were not taken: the last are remembered. */
final class Ignored {
    private static final int KEPT = 20;
    private static final int LENGTH = 400;

    private Ignored() {}

    static void add(Turn turn, String why) {
        turn.ignored.add(why.length() <= LENGTH ? why : why.substring(0, LENGTH) + "…");
        if (turn.ignored.size() > KEPT) {
            turn.ignored.removeFirst();
        }
    }
}
