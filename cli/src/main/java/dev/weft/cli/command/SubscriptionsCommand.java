package dev.weft.cli.command;

import picocli.CommandLine.Command;

/** Where events are sent. */
@Command(
        name = "subscriptions",
        description = "Have events sent to other servers, and look after those that could not be.",
        synopsisSubcommandLabel = "(list | show | create | delete | pause | resume | replay)",
        subcommands = {
            SubscriptionsListCommand.class,
            SubscriptionsShowCommand.class,
            SubscriptionsCreateCommand.class,
            SubscriptionsDeleteCommand.class,
            SubscriptionsPauseCommand.class,
            SubscriptionsResumeCommand.class,
            SubscriptionsReplayCommand.class
        },
        footer = {"", "Example: weft subscriptions list"})
public final class SubscriptionsCommand extends GroupCommand {}
