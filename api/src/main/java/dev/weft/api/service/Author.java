package dev.weft.api.service;

import dev.weft.api.auth.Caller;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * Who saves or deletes definitions.
 *
 * @param name as revisions keep it
 * @param check throws where a definition of an id, with labels, is none that they may write
 */
public record Author(String name, BiConsumer<String, Map<String, String>> check) {
    /** Somebody who calls: their roles may hold for some labels alone. */
    public static Author of(Caller caller) {
        return new Author(caller.user(), (id, labels) -> caller.checkHoldsFor("workflow «" + id + "»", labels));
    }

    /** The platform itself, which loads what its settings name. */
    static Author platform(String origin) {
        return new Author(origin, (id, labels) -> {});
    }

    void mayWrite(String id, Map<String, String> labels) {
        check.accept(id, labels);
    }
}
