package dev.weft.cli.cases;

import dev.weft.definitions.agent.Agent;
import dev.weft.definitions.agent.AgentKind;
import dev.weft.definitions.expression.Template;
import dev.weft.definitions.model.Work;
import dev.weft.definitions.plan.Plan;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Agents of which nothing is known but what tasks call them. */
public final class StandIns {
    private StandIns() {}

    /**
     * One for each agent and capability that tasks name, and that isn't there.
     *
     * @param known those that are there
     */
    public static Map<String, Agent> agents(Collection<Plan> plans, Map<String, Agent> known) {
        Map<String, Agent> made = new LinkedHashMap<>();
        for (Plan plan : plans) {
            plan.tasks().forEach(task -> {
                if (task.task().work() instanceof Work.ActionCall call) {
                    String agent = word(call.agent());
                    if (agent != null && !known.containsKey(agent)) {
                        made.putIfAbsent(agent, agent(agent, List.of()));
                    }
                    String capability = word(call.capability());
                    if (capability != null
                            && known.values().stream()
                                    .noneMatch(one -> one.capabilities().contains(capability))) {
                        made.putIfAbsent("any-" + capability, agent("any-" + capability, List.of(capability)));
                    }
                }
            });
        }
        return made;
    }

    private static @Nullable String word(@Nullable Template template) {
        return template instanceof Template.Literal literal && literal.value() instanceof String text ? text : null;
    }

    private static Agent agent(String name, List<String> capabilities) {
        return new Agent(name, "", capabilities, Map.of(), null, new AgentKind.Java("none"));
    }
}
