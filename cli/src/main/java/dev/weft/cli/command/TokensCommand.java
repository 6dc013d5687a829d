package dev.weft.cli.command;

import picocli.CommandLine.Command;

/** Tokens: listed, and below it made and revoked. */
@Command(
        name = "tokens",
        aliases = "token",
        description = "List the tokens that let people and programs in; make and revoke them.",
        subcommands = {TokensListCommand.class, TokensCreateCommand.class, TokensRevokeCommand.class},
        footer = {"", "Example: weft token create --user erin --role approver --expires-in 90d"})
public final class TokensCommand extends TokenTable {}
