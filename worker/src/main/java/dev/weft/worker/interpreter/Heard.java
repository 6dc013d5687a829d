package dev.weft.worker.interpreter;

import dev.weft.worker.interpreter.state.RunState;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a run remembers of what people said: what it didn't take, and what it must not take twice. Not thread safe. */
public final class Heard {
    /** How many ignored decisions a state remembers. */
    private static final int IGNORED_KEPT = 20;

    private static final int IGNORED_LENGTH = 400;

    private final List<String> ignored;
    private final List<String> nonces;

    Heard(RunState state) {
        ignored = new ArrayList<>(state.ignored());
        nonces = new ArrayList<>(state.nonces());
    }

    public void ignore(String why) {
        ignored.add(why.length() <= IGNORED_LENGTH ? why : why.substring(0, IGNORED_LENGTH) + "…");
        if (ignored.size() > IGNORED_KEPT) {
            ignored.removeFirst();
        }
    }

    /** What was signed under a nonce has counted; {@code null} for what was not signed. */
    public void took(@Nullable String nonce) {
        if (nonce != null) {
            nonces.add(nonce);
        }
    }

    List<String> ignored() {
        return List.copyOf(ignored);
    }

    List<String> nonces() {
        return List.copyOf(nonces);
    }
}
