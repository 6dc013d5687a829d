package dev.weft.api.doctor;

import dev.weft.api.store.AgentStore;
import dev.weft.api.store.DefinitionStore;
import dev.weft.api.store.StoredRevision;
import dev.weft.definitions.Definitions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Saved definitions that can't be read, or aren't what their digest says; agents that can't be read. */
final class DefinitionExamination implements Examination {
    private static final String CHECK = "definitions";
    private static final int PAGE = 100;

    private final DefinitionStore definitions;
    private final AgentStore agents;

    DefinitionExamination(DefinitionStore definitions, AgentStore agents) {
        this.definitions = definitions;
        this.agents = agents;
    }

    @Override
    public String check() {
        return CHECK;
    }

    @Override
    public Look look() {
        List<Finding> findings = new ArrayList<>();
        int looked = 0;
        String definition = "";
        int revision = 0;
        List<DefinitionStore.Kept> page;
        do {
            page = definitions.after(definition, revision, PAGE);
            page.forEach(one -> wrong(one).ifPresent(findings::add));
            if (!page.isEmpty()) {
                definition = page.getLast().revision().id();
                revision = page.getLast().revision().revision();
            }
            looked += page.size();
        } while (page.size() == PAGE);
        for (String id : definitions.withoutRevision()) {
            findings.add(Finding.error(
                    CHECK,
                    id,
                    "Definition " + id + " has a current revision that isn't there.",
                    "Save it anew: weft apply FILE."));
        }
        agents.damaged()
                .forEach((agent, why) -> findings.add(Finding.error(
                        CHECK,
                        "agent " + agent,
                        "Agent %s can't be read as it is kept: %s.".formatted(agent, why),
                        "Save it anew: weft agents apply FILE.")));
        return new Look(looked, findings);
    }

    private static Optional<Finding> wrong(DefinitionStore.Kept kept) {
        StoredRevision one = kept.revision();
        String subject = one.id() + " revision " + one.revision();
        if (!Definitions.digest(one.document()).equals(one.digest())) {
            return Optional.of(
                    Finding.critical(
                            CHECK,
                            subject,
                            "Revision %d of definition %s isn't what was saved: its text has another digest."
                                    .formatted(one.revision(), one.id()),
                            kept.current()
                                    ? "Somebody changed it in the database. Save it anew: weft apply FILE."
                                    : "Somebody changed it in the database. Runs that go on carry what was saved; don't restore it."));
        }
        try {
            Definitions.compile(one.document());
            return Optional.empty();
        } catch (RuntimeException e) {
            String summary = "Revision %d of definition %s can't be read: %s"
                    .formatted(one.revision(), one.id(), e.getMessage());
            return Optional.of(
                    kept.current()
                            ? Finding.error(
                                    CHECK,
                                    subject,
                                    summary,
                                    "Is a plugin missing that brings one of its actions («weft plugins list»)? Else save it anew: weft apply FILE.")
                            : Finding.warning(
                                    CHECK, subject, summary, "It isn't the current one: nothing has to be done."));
        }
    }
}
