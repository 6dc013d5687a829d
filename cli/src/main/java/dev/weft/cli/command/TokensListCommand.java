package dev.weft.cli.command;

import picocli.CommandLine.Command;

/** Lists tokens. */
@Command(
        name = "list",
        description = "List tokens, without themselves.",
        footer = {"", "Example: weft token list --output json"})
public final class TokensListCommand extends TokenTable {}
