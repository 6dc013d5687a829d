package dev.weft.cli.watch;

import dev.weft.cli.client.Run;

/** Shows a run's state, again and again. */
interface RunDisplay {
    /** The next state of the same run. */
    void show(Run run);

    /** Something else was printed since. */
    default void resume() {}
}
