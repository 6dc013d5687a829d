package dev.weft.cli.command;

import dev.weft.cli.BaseCommand;
import dev.weft.cli.Exit;
import dev.weft.cli.output.FishCompletion;
import java.io.PrintWriter;
import java.util.Locale;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prints what a shell needs to complete commands. */
@Command(
        name = "completion",
        description = "Print what a shell needs to complete weft's commands and options.",
        footer = {
            "",
            "Example: weft completion bash > ~/.local/share/bash-completion/completions/weft",
            "         weft completion zsh > ~/.weft-completion && echo 'source ~/.weft-completion' >> ~/.zshrc",
            "         weft completion fish > ~/.config/fish/completions/weft.fish"
        })
public final class CompletionCommand extends BaseCommand {
    @Parameters(paramLabel = "SHELL", description = "bash, zsh or fish.")
    private Shell shell = Shell.BASH;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    /** Shells that are known. */
    enum Shell {
        BASH,
        ZSH,
        FISH;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @Override
    public Integer call() {
        CommandSpec root = spec.root();
        PrintWriter out = root.commandLine().getOut();
        out.println(
                switch (shell) {
                    // Picocli's script loads bashcompinit where it is read by zsh.
                    case BASH, ZSH -> AutoComplete.bash("weft", root.commandLine());
                    case FISH -> FishCompletion.of(root);
                });
        out.flush();
        return Exit.DONE;
    }
}
