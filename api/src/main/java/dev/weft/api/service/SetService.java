package dev.weft.api.service;

import dev.weft.api.auth.Caller;
import dev.weft.api.error.ApiException;
import dev.weft.api.representation.AppliedBody;
import dev.weft.api.representation.AppliedBody.Change;
import dev.weft.api.representation.ProblemBody;
import dev.weft.api.representation.SetItem;
import dev.weft.api.representation.SetRequest;
import dev.weft.api.store.Database;
import dev.weft.api.store.DefinitionStore;
import dev.weft.api.store.SaveOutcome;
import dev.weft.api.store.SetStore;
import dev.weft.api.store.StoredRevision;
import dev.weft.definitions.Reading;
import dev.weft.definitions.diff.Difference;
import dev.weft.definitions.diff.DifferenceJson;
import dev.weft.definitions.source.SourceText;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Documents that are applied together: all that they change is changed, or nothing. What a dry run says is what the same request
 * would do, as it is done and taken back. Thread safe.
 */
public final class SetService {
    private static final int MOST_FILES = 1_000;
    private static final int PATIENCE_SECONDS = 20;
    private static final String NAME = "[A-Za-z0-9][A-Za-z0-9._-]{0,99}";

    private final Database database;
    private final DefinitionStore definitions;
    private final SetStore sets;
    private final Checks checks;
    private final Plans plans;

    /** So that of those who wait for the database's lock one of this server has a connection, and others keep theirs. */
    private final ReentrantLock turn = new ReentrantLock(true);

    public SetService(Database database, DefinitionStore definitions, SetStore sets, Checks checks, Plans plans) {
        this.database = database;
        this.definitions = definitions;
        this.sets = sets;
        this.checks = checks;
        this.plans = plans;
    }

    /** Takes back what a dry run has done. */
    private static final class DryRunException extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final transient AppliedBody would;

        DryRunException(AppliedBody would) {
            super(null, null, false, false);
            this.would = would;
        }
    }

    /** A definition with the document that it is of. */
    private record Part(Checked checked, WorkflowService.Document document) {
        String id() {
            return checked.definition().id();
        }
    }

    /** Sets with their definitions, by name: of a caller whose roles hold for some labels, with those that have them. */
    public List<SetItem> list(Caller caller) {
        Map<String, List<String>> all = new TreeMap<>();
        sets.all().forEach((definition, set) -> {
            if (caller.isGlobal()
                    || definitions.labels(definition).filter(caller::holdsFor).isPresent()) {
                all.computeIfAbsent(set, none -> new ArrayList<>()).add(definition);
            }
        });
        return all.entrySet().stream()
                .map(set -> new SetItem(set.getKey(), set.getValue()))
                .toList();
    }

    /** Applies documents, or says what that would change; 422 with the problems of all where one has errors. */
    public AppliedBody apply(SetRequest request, Author by) {
        check(request);
        boolean dry = Boolean.TRUE.equals(request.dryRun());
        takeTurn();
        try {
            return database.together(() -> {
                AppliedBody applied = applied(request, dry, by);
                if (dry) {
                    throw new DryRunException(applied);
                }
                return applied;
            });
        } catch (DryRunException e) {
            return e.would;
        } finally {
            turn.unlock();
        }
    }

    private void takeTurn() {
        try {
            if (turn.tryLock(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw ApiException.unavailable(
                "busy", "Expected other sets to be applied by now, but they are not. Try again.", PATIENCE_SECONDS);
    }

    private AppliedBody applied(SetRequest request, boolean dry, Author by) {
        // One after the other: neither prunes what another has just saved.
        sets.lock();
        List<Part> parts = parts(request);
        TreeSet<String> gone = new TreeSet<>();
        if (Boolean.TRUE.equals(request.prune())) {
            gone.addAll(sets.of(String.valueOf(request.set())));
            parts.forEach(part -> gone.remove(part.id()));
        }
        Map<String, AppliedBody.Item> items = new TreeMap<>();
        for (Part part : parts) {
            items.put(part.id(), save(part, by));
            if (request.set() != null) {
                sets.put(request.set(), part.id());
            }
        }
        for (String id : gone) {
            delete(id, by).ifPresent(item -> items.put(id, item));
        }
        return new AppliedBody(request.set(), dry, List.copyOf(items.values()));
    }

    private AppliedBody.Item save(Part part, Author by) {
        WorkflowService.checkMayWrite(definitions, part.checked(), by);
        Optional<StoredRevision> before = definitions.current(part.id());
        return switch (definitions.save(part.checked().revision(part.document(), by), null)) {
            case SaveOutcome.Created created -> item(part, Change.CREATED, null, created.revision());
            case SaveOutcome.Replaced replaced -> item(part, Change.CHANGED, before.orElse(null), replaced.revision());
            case SaveOutcome.Unchanged unchanged ->
                item(part, Change.UNCHANGED, unchanged.revision(), unchanged.revision());
            case SaveOutcome other -> throw new IllegalStateException("Expected a saved revision, but " + other);
        };
    }

    private AppliedBody.Item item(Part part, Change change, @Nullable StoredRevision before, StoredRevision after) {
        Reading reading = part.checked().reading();
        return new AppliedBody.Item(
                part.id(),
                change,
                part.document().source().name(),
                String.valueOf(reading.from()),
                before == null ? null : before.revision(),
                after.revision(),
                before == null || change != Change.CHANGED
                        ? null
                        : DifferenceJson.value(Difference.between(
                                plans.of(before.document()).definition(),
                                plans.of(after.document()).definition())),
                reading.migrated(),
                ProblemBody.of(reading.problems()));
    }

    /** What was deleted by hand since is no longer there to be deleted. */
    private Optional<AppliedBody.Item> delete(String id, Author by) {
        Caller limited = by.limited();
        if (limited != null) {
            definitions.labels(id).ifPresent(labels -> limited.checkHoldsFor("workflow «" + id + "»", labels));
        }
        Optional<StoredRevision> before = definitions.current(id);
        definitions.delete(id, null);
        sets.remove(id);
        return before.map(revision -> new AppliedBody.Item(
                id, Change.DELETED, null, null, revision.revision(), null, null, List.of(), List.of()));
    }

    private List<Part> parts(SetRequest request) {
        Map<SourceText, WorkflowService.Document> documents = new LinkedHashMap<>();
        for (SetRequest.File file : request.files()) {
            SourceText source = new SourceText(file.name(), file.text());
            boolean json = file.name().toLowerCase(Locale.ROOT).endsWith(".json");
            documents.put(
                    source,
                    new WorkflowService.Document(source, json ? "application/json" : "application/yaml", "api"));
        }
        Map<SourceText, List<Reading>> readings = checks.together(List.copyOf(documents.keySet()));
        Checked.all(readings.values().stream().flatMap(List::stream).toList());
        List<Part> parts = new ArrayList<>();
        documents.forEach((source, document) -> Checked.all(readings.getOrDefault(source, List.of()))
                .forEach(checked -> parts.add(new Part(checked, document))));
        refuseDoubles(parts);
        // In the order of ids, as all who save several do.
        parts.sort(Comparator.comparing(Part::id));
        return parts;
    }

    private static void refuseDoubles(List<Part> parts) {
        Map<String, Part> seen = new HashMap<>();
        for (Part part : parts) {
            Part other = seen.put(part.id(), part);
            if (other != null) {
                throw ApiException.unprocessable(
                        "doubled_id",
                        "Expected each definition once, but found «" + part.id() + "» in "
                                + other.document().source().name() + " and in "
                                + part.document().source().name() + ".");
            }
        }
    }

    private static void check(SetRequest request) {
        if (request.set() != null && !request.set().matches(NAME)) {
            throw ApiException.invalid("Expected «set» of letters, digits, dots, dashes and underscores, at most 100,"
                    + " that begins with a letter or digit, but found «" + request.set() + "».");
        }
        if (Boolean.TRUE.equals(request.prune()) && request.set() == null) {
            throw ApiException.invalid(
                    "Expected «set» with «prune», but found none: only what was applied as a set before is pruned.");
        }
        if (request.files() == null || request.files().size() > MOST_FILES) {
            throw ApiException.invalid("Expected «files» with at most " + MOST_FILES + " documents.");
        }
        for (SetRequest.File file : request.files()) {
            if (file == null || file.name() == null || file.name().isBlank() || file.text() == null) {
                throw ApiException.invalid("Expected a «name» and a «text» of each of «files».");
            }
            if (file.name().indexOf('\0') >= 0 || file.text().indexOf('\0') >= 0) {
                throw ApiException.invalid("Expected files without the character NUL, but found one.");
            }
        }
    }
}
