package dev.weft.api.service;

import dev.weft.api.store.DefinitionStore;
import dev.weft.definitions.Definitions;
import dev.weft.definitions.Reading;
import dev.weft.definitions.Surroundings;
import dev.weft.definitions.model.Definition;
import dev.weft.definitions.problem.Problem;
import dev.weft.definitions.source.ProblemCollector;
import dev.weft.definitions.source.SourceText;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Reads documents against all that is saved here. Thread safe. */
public final class Checks {
    private final DefinitionStore store;
    private final AgentService agents;
    private final Plans plans;
    private final @Nullable Predicate<String> secrets;

    /**
     * @param secrets whether there is a secret of a name; {@code null} where it isn't known
     */
    public Checks(DefinitionStore store, AgentService agents, Plans plans, @Nullable Predicate<String> secrets) {
        this.store = store;
        this.agents = agents;
        this.plans = plans;
        this.secrets = secrets;
    }

    /** Reads a document that is to hold one definition; several are a problem. */
    public Reading one(SourceText source) {
        return Definitions.read(source, surroundings(Map.of()));
    }

    /** Reads a document that may hold several definitions: they may start one another. */
    public List<Reading> all(SourceText source) {
        List<Reading> readings = Definitions.readAll(source, surroundings(Map.of()));
        if (readings.size() == 1) {
            return readings;
        }
        Map<String, Definition> own = new LinkedHashMap<>();
        for (Reading reading : readings) {
            if (reading.definition() != null) {
                own.put(reading.definition().id(), reading.definition());
            }
        }
        return Definitions.readAll(source, surroundings(own));
    }

    /** Reads several documents: all of their definitions may start one another. */
    Map<SourceText, List<Reading>> together(List<SourceText> sources) {
        Map<String, Definition> own = new LinkedHashMap<>();
        for (SourceText source : sources) {
            for (Reading reading : Definitions.readAll(source, surroundings(Map.of()))) {
                if (reading.definition() != null) {
                    own.put(reading.definition().id(), reading.definition());
                }
            }
        }
        Surroundings around = surroundings(own);
        Map<SourceText, List<Reading>> readings = new LinkedHashMap<>();
        sources.forEach(source -> readings.put(source, Definitions.readAll(source, around)));
        return readings;
    }

    /** All problems of a document, errors first, by place. */
    static List<Problem> problems(List<Reading> readings) {
        return readings.stream()
                .flatMap(reading -> reading.problems().stream())
                .sorted(ProblemCollector.ORDER)
                .toList();
    }

    private Surroundings surroundings(Map<String, Definition> own) {
        return new Surroundings(
                Surroundings.UNKNOWN.actions(), agents.all(), new SavedWorkflows(store, plans, own), secrets);
    }
}
