package dev.weft.api.event.match;

import dev.weft.api.store.LoggedEvent;
import dev.weft.api.store.StoredWait;
import dev.weft.definitions.expression.Values;
import dev.weft.worker.protocol.event.EventFilters;
import dev.weft.worker.protocol.event.EventMark;
import org.jspecify.annotations.Nullable;

/** An event of the log, as filters see it. */
final class Shown {
    private final LoggedEvent logged;
    private final @Nullable Object form;
    private final String mark;

    Shown(LoggedEvent logged) {
        this.logged = logged;
        this.form = Values.normalise(logged.event().toMap());
        this.mark = EventMark.of(logged.event().source(), logged.event().id());
    }

    LoggedEvent logged() {
        return logged;
    }

    long offset() {
        return logged.offset();
    }

    String type() {
        return logged.event().type();
    }

    boolean fits(StoredWait wait) {
        return !wait.skip().contains(logged.offset())
                && !wait.taken().contains(mark)
                && EventFilters.pass(wait.filter(), name -> wait.names().get(name), form);
    }
}
