package dev.weft.api.service;

import dev.weft.api.error.ApiException;
import dev.weft.api.error.Nearest;
import dev.weft.api.store.StoredRevision;
import dev.weft.definitions.agent.Agent;
import dev.weft.definitions.plan.Plan;
import dev.weft.worker.protocol.PinnedDefinition;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Finds the agents and definitions that a run carries with it, and what is missing. Not thread safe: one for each start. */
final class Pins {
    /** Definitions that one run carries at most; those beyond are asked for when they are started. */
    private static final int MAX_DEFINITIONS = 200;

    private final Supplier<Map<String, Agent>> found;
    private @Nullable Map<String, Agent> known;
    private final BiFunction<String, @Nullable Integer, Optional<StoredRevision>> revisions;
    private final Function<String, Plan> plans;
    private final Map<String, Agent> agents = new TreeMap<>();
    private final Map<String, PinnedDefinition> definitions = new LinkedHashMap<>();
    private final List<Missing> missing = new ArrayList<>();
    private long room;

    private Pins(
            Supplier<Map<String, Agent>> found,
            BiFunction<String, @Nullable Integer, Optional<StoredRevision>> revisions,
            Function<String, Plan> plans,
            long room) {
        this.found = found;
        this.revisions = revisions;
        this.plans = plans;
        this.room = room;
    }

    /**
     * The agents that a definition's tasks may call, and the definitions that they start, as far down as there are any.
     * Where an agent's name is computed, that is any; a definition whose name is computed is looked for when it is started.
     *
     * @param found gives all agents by name; asked only where one is needed
     * @param revisions finds a revision, the newest for {@code null}
     * @param room for documents of definitions, in characters: the rest are carried by their digests
     * @throws ApiException 422 when one that is named isn't there
     */
    static Pinned of(
            Plan plan,
            Supplier<Map<String, Agent>> found,
            BiFunction<String, @Nullable Integer, Optional<StoredRevision>> revisions,
            Function<String, Plan> plans,
            long room) {
        Pins pins = new Pins(found, revisions, plans, room);
        pins.needs(plan, "");
        if (!pins.missing.isEmpty()) {
            throw pins.refusal(plan.definition().id());
        }
        return new Pinned(
                Collections.unmodifiableMap(new LinkedHashMap<>(pins.agents)),
                Collections.unmodifiableMap(new LinkedHashMap<>(pins.definitions)));
    }

    /** Pins all that a definition needs; tells which agents and definitions that are, without what those need. */
    private Needs needs(Plan plan, String prefix) {
        Needs needs = Needs.of(plan);
        TreeSet<String> called = new TreeSet<>();
        List<String> starts = new ArrayList<>();
        needs.agents().forEach(one -> agent(one, prefix, called));
        needs.capabilities().forEach(one -> capability(one, prefix, called));
        if (needs.anyAgent()) {
            pin(known().keySet(), called);
        }
        for (Needs.Named one : needs.requires()) {
            if (known().containsKey(one.name())) {
                pin(List.of(one.name()), called);
            } else {
                workflow(one, "agent or workflow", prefix, starts);
            }
        }
        needs.workflows().forEach(one -> workflow(one, "workflow", prefix, starts));
        return needs.found(List.copyOf(called), List.copyOf(starts));
    }

    private Map<String, Agent> known() {
        Map<String, Agent> all = known == null ? found.get() : known;
        known = all;
        return all;
    }

    private void agent(Needs.Named agent, String prefix, Collection<String> called) {
        if (known().containsKey(agent.name())) {
            pin(List.of(agent.name()), called);
        } else {
            miss(agent, "agent", prefix);
        }
    }

    private void capability(Needs.Named capability, String prefix, Collection<String> called) {
        List<String> able = known().values().stream()
                .filter(agent -> agent.capabilities().contains(capability.name()))
                .map(Agent::name)
                .toList();
        pin(able, called);
        if (able.isEmpty()) {
            missing.add(new Missing(prefix + capability.where(), "capability", capability.name(), null, null));
        }
    }

    private void workflow(Needs.Named named, String kind, String prefix, List<String> starts) {
        String key = PinnedDefinition.key(named.name(), named.revision());
        if (definitions.containsKey(key)) {
            starts.add(key);
            return;
        }
        Optional<StoredRevision> found = revisions.apply(named.name(), named.revision());
        if (found.isEmpty()) {
            miss(named, kind, prefix);
        } else if (definitions.size() < MAX_DEFINITIONS) {
            starts.add(key);
            pin(named, key, found.get(), prefix);
        }
    }

    private void pin(Needs.Named named, String key, StoredRevision found, String prefix) {
        Plan plan;
        try {
            plan = plans.apply(found.document());
        } catch (IllegalArgumentException e) {
            missing.add(new Missing(prefix + named.where(), "workflow", named.name(), null, e.getMessage()));
            return;
        }
        if (!plan.later().isEmpty()) {
            String why = "this release can't carry out " + String.join(", ", plan.later());
            missing.add(new Missing(prefix + named.where(), "workflow", named.name(), null, why));
            return;
        }
        boolean carried = found.document().length() <= room;
        room -= carried ? found.document().length() : 0;
        @Nullable String document = carried ? found.document() : null;
        // Before what it needs: a circle ends here.
        definitions.put(key, definition(found, document, List.of(), List.of()));
        Needs below = needs(plan, found.id() + ": ");
        definitions.put(key, definition(found, document, below.called(), below.starts()));
    }

    private static PinnedDefinition definition(
            StoredRevision found, @Nullable String document, List<String> agents, List<String> starts) {
        return new PinnedDefinition(found.id(), found.revision(), found.digest(), document, agents, starts);
    }

    private void pin(Collection<String> names, Collection<String> called) {
        called.addAll(names);
        names.forEach(name -> agents.put(name, java.util.Objects.requireNonNull(known().get(name))));
    }

    private void miss(Needs.Named one, String kind, String prefix) {
        String meant = kind.startsWith("agent")
                ? Nearest.of(one.name(), known().keySet()).orElse(null)
                : null;
        missing.add(
                new Missing(prefix + one.where(), kind, PinnedDefinition.key(one.name(), one.revision()), meant, null));
    }

    private ApiException refusal(String workflow) {
        return ApiException.unprocessable(
                        "missing_agents",
                        "Expected everything that «" + workflow + "» needs to be there, but found "
                                + missing.stream().map(Missing::words).collect(Collectors.joining("; "))
                                + ". Register agents (POST /api/agents) and save definitions (POST /api/workflows), or"
                                + " correct this one.")
                .with("missing", missing);
    }
}
