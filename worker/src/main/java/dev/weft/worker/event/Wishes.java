package dev.weft.worker.event;

import dev.weft.worker.protocol.event.EventSink;
import dev.weft.worker.protocol.event.EventSinkException;
import java.util.LinkedHashSet;
import java.util.Set;

/** Has those runs read anew of which somebody wants all in the log, and says when that is done. Used by one thread. */
final class Wishes {
    private final EventSink sink;
    private final Gaps gaps;
    private final Set<String> underWay = new LinkedHashSet<>();

    Wishes(EventSink sink, Gaps gaps) {
        this.sink = sink;
        this.gaps = gaps;
    }

    /**
     * Looks for more of them, and for what has become of those it knows.
     *
     * @param heir this publisher
     */
    void look(String heir) throws EventSinkException {
        for (String run : sink.wanted(heir)) {
            if (underWay.add(run)) {
                gaps.wanted(run);
            }
        }
        for (String run : Set.copyOf(underWay)) {
            if (!gaps.isOpen(run)) {
                sink.restored(run);
                underWay.remove(run);
            }
        }
    }
}
