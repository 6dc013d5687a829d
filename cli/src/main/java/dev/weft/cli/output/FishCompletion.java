package dev.weft.cli.output;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Completion of a command for fish: a line for each subcommand and each option. */
public final class FishCompletion {
    private final StringBuilder script = new StringBuilder();
    private final String name;

    private FishCompletion(String name) {
        this.name = name;
    }

    /** The script for a command and all below it. */
    public static String of(CommandSpec root) {
        FishCompletion completion = new FishCompletion(root.name());
        completion.commands(root, "");
        return completion.script.toString();
    }

    private void commands(CommandSpec spec, String path) {
        List<CommandLine> below =
                spec.subcommands().values().stream().distinct().toList();
        String names = below.stream().map(CommandLine::getCommandName).collect(Collectors.joining(" "));
        for (CommandLine one : below) {
            // Where this command is the one that was written, and none of those below it.
            String where = path.isEmpty()
                    ? "not __fish_seen_subcommand_from " + names
                    : seen(path) + "; and not __fish_seen_subcommand_from " + names;
            line(where, "-f -a " + one.getCommandName() + described(one.getCommandSpec()));
            commands(one.getCommandSpec(), path.isEmpty() ? one.getCommandName() : path + " " + one.getCommandName());
        }
        if (below.isEmpty() && !path.isEmpty()) {
            spec.options().stream()
                    .filter(option -> !option.hidden())
                    .forEach(option -> line(seen(path), option(option)));
        }
    }

    private static String seen(String path) {
        return "__fish_seen_subcommand_from " + path.replace(" ", "; and __fish_seen_subcommand_from ");
    }

    private void line(String where, String what) {
        script.append("complete -c ")
                .append(name)
                .append(" -n '")
                .append(where)
                .append("' ")
                .append(what)
                .append('\n');
    }

    private static String option(OptionSpec option) {
        StringBuilder text = new StringBuilder();
        for (String spelled : option.names()) {
            text.append(spelled.startsWith("--") ? "-l " + spelled.substring(2) : "-s " + spelled.substring(1))
                    .append(' ');
        }
        if (option.arity().max() > 0) {
            text.append(option.type().isEnum() ? "-x -a '" + choices(option) + "' " : "-r ");
        }
        String[] words = option.description();
        return text.toString().strip() + (words.length == 0 ? "" : " -d '" + quoted(words[0]) + "'");
    }

    private static String choices(OptionSpec option) {
        StringBuilder choices = new StringBuilder();
        for (Object constant : option.type().getEnumConstants()) {
            choices.append(choices.isEmpty() ? "" : " ")
                    .append(constant.toString().toLowerCase(Locale.ROOT));
        }
        return choices.toString();
    }

    private static String described(CommandSpec spec) {
        String[] words = spec.usageMessage().description();
        return words.length == 0 ? "" : " -d '" + quoted(words[0]) + "'";
    }

    /** The first sentence, as fish takes it in single quotes. */
    private static String quoted(String text) {
        String sentence = text.replaceAll("(?s)[.:;] .*", "").replaceAll("[%@|]", "");
        return sentence.replace("\\", "\\\\").replace("'", "\\'");
    }
}
