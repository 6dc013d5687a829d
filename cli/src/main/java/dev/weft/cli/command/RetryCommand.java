package dev.weft.cli.command;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Has a task done anew. */
@Command(
        name = "retry",
        description = {
            "Have a task done anew that failed; a run that has ended is started once more from it.",
            "Of many runs, of those that FAILED where no --status is said, the task that failed first."
        },
        footer = {
            "",
            "Example: weft retry publish-article fetch",
            "         weft retry --workflow publish-article --since 2h --dry-run"
        })
public final class RetryCommand extends SteeringCommand {
    @Mixin
    private ManyRuns many = new ManyRuns();

    @Override
    public Integer call() {
        many.check(namesRun());
        return namesRun() ? steer("retry") : many.control(api(), "retry", output());
    }
}
