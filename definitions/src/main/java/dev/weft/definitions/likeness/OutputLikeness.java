package dev.weft.definitions.likeness;

import dev.weft.definitions.action.Output;
import dev.weft.definitions.action.WrittenParameters;
import dev.weft.definitions.agent.Agent;
import dev.weft.definitions.expression.Template;
import dev.weft.definitions.model.Work;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What actions and agents declare of what they give and take. */
final class OutputLikeness {
    private final Map<String, Agent> agents;

    OutputLikeness(Map<String, Agent> agents) {
        this.agents = agents;
    }

    /** What an action gives. */
    void tell(Likeness likeness, Work.ActionCall call) {
        WrittenParameters written =
                WrittenParameters.of(call.parameters(), call.conditions().keySet());
        tell(likeness, call.action().output().given(written), call);
    }

    private void tell(Likeness likeness, Output output, Work.ActionCall call) {
        switch (output) {
            case Output.Schema schema -> SchemaLikeness.tell(likeness, schema.schema());
            case Output.Fields fields ->
                fields.fields().forEach((name, field) -> tell(likeness.field(name), field, call));
            case Output.OneOf oneOf -> {
                if (!oneOf.choices().isEmpty()) {
                    tell(likeness, oneOf.choices().getFirst(), call);
                }
            }
            case Output.Elsewhere elsewhere -> {
                if (elsewhere == Output.Elsewhere.OF_AGENT) {
                    agent(call)
                            .flatMap(agent -> agent.output(operation(call)))
                            .ifPresent(schema -> SchemaLikeness.tell(likeness, schema));
                }
            }
            case Output.SameAs ignored -> {
                // The values that it is one of have been joined with it.
            }
            case Output.ByParameters ignored ->
                throw new IllegalStateException("Expected what the parameters decide, but found a function of them");
        }
    }

    /** What an agent takes. */
    void parameters(Likeness parameters, Work.ActionCall call) {
        Agent agent = agent(call).orElse(null);
        if (agent == null) {
            return;
        }
        String operation = operation(call);
        Map<String, @Nullable Object> schema =
                operation == null && agent.operations().size() == 1
                        ? agent.operations().values().iterator().next()
                        : agent.operations().get(operation);
        if (schema != null) {
            SchemaLikeness.tell(parameters, schema);
        }
    }

    private Optional<Agent> agent(Work.ActionCall call) {
        if (call.agent() instanceof Template.Literal name) {
            return Optional.ofNullable(agents.get(String.valueOf(name.value())));
        }
        return call.capability() instanceof Template.Literal capability
                ? agents.values().stream()
                        .filter(agent -> agent.capabilities().contains(String.valueOf(capability.value())))
                        .findFirst()
                : Optional.empty();
    }

    private static @Nullable String operation(Work.ActionCall call) {
        return call.operation() instanceof Template.Literal literal ? String.valueOf(literal.value()) : null;
    }
}
