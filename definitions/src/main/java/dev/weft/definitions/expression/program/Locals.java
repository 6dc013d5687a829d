package dev.weft.definitions.expression.program;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The variables of macros and their slots, the innermost first. Not thread safe. */
final class Locals {
    private final Deque<Map<String, Integer>> scopes = new ArrayDeque<>();
    private int next;

    void enter() {
        scopes.push(new HashMap<>());
    }

    void leave() {
        scopes.pop();
    }

    int declare(String name) {
        scopes.element().put(name, next);
        return next++;
    }

    @Nullable Integer find(String name) {
        for (Map<String, Integer> scope : scopes) {
            Integer slot = scope.get(name);
            if (slot != null) {
                return slot;
            }
        }
        return null;
    }

    int size() {
        return next;
    }
}
