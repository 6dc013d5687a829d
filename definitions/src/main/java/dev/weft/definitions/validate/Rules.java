package dev.weft.definitions.validate;

import java.util.List;

/** All rules, in the order in which they run. To add one, write its class and name it here. */
public final class Rules {
    /** What is said first is what explains most; what follows from it isn't said again. */
    public static final List<Rule> ALL = List.of(
            // How much there is.
            new NumberOfTasks(),
            // The graph.
            new NeedsExist(),
            new NeedsWithoutCycle(),
            // What surrounds it.
            new AgentsExist(),
            new RequirementsExist(),
            new WorkflowsFit(),
            new SecretsExist(),
            // Its values.
            new InputSchemas(),
            new AttemptsAreMade(),
            new TimesAgree(),
            new TurnsFit(),
            new ErrorCodesOccur(),
            new ParametersFit(),
            new PathsStayInside(),
            new AgentParametersFit(),
            new TriggersFit(),
            new EventTypesAreNames(),
            new Expressions(),
            new ExpressionsAreMarked(),
            // What it means.
            new CanRun(),
            new ConditionsDecide(),
            new CompensationsUndo(),
            new LocalIsSafe(),
            new DecisionsAreRead(),
            new CarriedOut());

    private Rules() {}

    /** Runs all of them. */
    public static void check(Check check) {
        ALL.forEach(rule -> rule.check(check));
    }
}
