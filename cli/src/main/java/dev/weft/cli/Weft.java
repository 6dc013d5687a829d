package dev.weft.cli;

import dev.weft.cli.command.ActionsCommand;
import dev.weft.cli.command.AgentsCommand;
import dev.weft.cli.command.AlertsCommand;
import dev.weft.cli.command.AnalyticsCommand;
import dev.weft.cli.command.ApplyCommand;
import dev.weft.cli.command.ApprovalsCommand;
import dev.weft.cli.command.ApproveCommand;
import dev.weft.cli.command.AuditCommand;
import dev.weft.cli.command.BlobsCommand;
import dev.weft.cli.command.CacheCommand;
import dev.weft.cli.command.CancelCommand;
import dev.weft.cli.command.CheckpointsCommand;
import dev.weft.cli.command.CompleteCommand;
import dev.weft.cli.command.CompletionCommand;
import dev.weft.cli.command.CreateCommand;
import dev.weft.cli.command.DebugCommand;
import dev.weft.cli.command.DelegateCommand;
import dev.weft.cli.command.DeleteCommand;
import dev.weft.cli.command.DemoCommand;
import dev.weft.cli.command.DiffCommand;
import dev.weft.cli.command.DoctorCommand;
import dev.weft.cli.command.DownCommand;
import dev.weft.cli.command.EventsCommand;
import dev.weft.cli.command.ExplainCommand;
import dev.weft.cli.command.FailCommand;
import dev.weft.cli.command.GraphCommand;
import dev.weft.cli.command.HealthCommand;
import dev.weft.cli.command.InputsCommand;
import dev.weft.cli.command.KeysCommand;
import dev.weft.cli.command.ListCommand;
import dev.weft.cli.command.LogsCommand;
import dev.weft.cli.command.MigrateCommand;
import dev.weft.cli.command.MonitorCommand;
import dev.weft.cli.command.OutputsCommand;
import dev.weft.cli.command.PluginsCommand;
import dev.weft.cli.command.RejectCommand;
import dev.weft.cli.command.RequestChangesCommand;
import dev.weft.cli.command.RestartCommand;
import dev.weft.cli.command.RestoreCommand;
import dev.weft.cli.command.ResumeCommand;
import dev.weft.cli.command.RetryCommand;
import dev.weft.cli.command.RevisionsCommand;
import dev.weft.cli.command.RollbackCommand;
import dev.weft.cli.command.RunsCommand;
import dev.weft.cli.command.SchemaCommand;
import dev.weft.cli.command.ServerCommand;
import dev.weft.cli.command.SetsCommand;
import dev.weft.cli.command.ShowCommand;
import dev.weft.cli.command.SimulateCommand;
import dev.weft.cli.command.SkipCommand;
import dev.weft.cli.command.StartCommand;
import dev.weft.cli.command.StatusCommand;
import dev.weft.cli.command.StopCommand;
import dev.weft.cli.command.SubscriptionsCommand;
import dev.weft.cli.command.TasksCommand;
import dev.weft.cli.command.TemplatesCommand;
import dev.weft.cli.command.TerminateCommand;
import dev.weft.cli.command.TestCommand;
import dev.weft.cli.command.TimelineCommand;
import dev.weft.cli.command.TokensCommand;
import dev.weft.cli.command.TriggersCommand;
import dev.weft.cli.command.UpCommand;
import dev.weft.cli.command.ValidateCommand;
import dev.weft.cli.command.WhoamiCommand;
import dev.weft.cli.command.WorkerCommand;
import dev.weft.cli.output.Terminal;
import dev.weft.definitions.plugin.Plugins;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The {@code weft} command: the list of what it can do, and what becomes of failures. */
@Command(
        name = "weft",
        version = "weft " + Weft.VERSION,
        description = "Durable workflows in YAML, on Temporal.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            UpCommand.class,
            DownCommand.class,
            DemoCommand.class,
            ListCommand.class,
            ShowCommand.class,
            TemplatesCommand.class,
            CreateCommand.class,
            StartCommand.class,
            StatusCommand.class,
            MonitorCommand.class,
            RunsCommand.class,
            DebugCommand.class,
            TasksCommand.class,
            InputsCommand.class,
            OutputsCommand.class,
            LogsCommand.class,
            TimelineCommand.class,
            ApprovalsCommand.class,
            ApproveCommand.class,
            RejectCommand.class,
            RequestChangesCommand.class,
            DelegateCommand.class,
            StopCommand.class,
            ResumeCommand.class,
            RestartCommand.class,
            RetryCommand.class,
            SkipCommand.class,
            CompleteCommand.class,
            FailCommand.class,
            CancelCommand.class,
            TerminateCommand.class,
            RollbackCommand.class,
            CheckpointsCommand.class,
            ValidateCommand.class,
            TestCommand.class,
            SimulateCommand.class,
            GraphCommand.class,
            DiffCommand.class,
            SchemaCommand.class,
            CompletionCommand.class,
            ApplyCommand.class,
            SetsCommand.class,
            RevisionsCommand.class,
            RestoreCommand.class,
            DeleteCommand.class,
            MigrateCommand.class,
            ExplainCommand.class,
            AgentsCommand.class,
            ActionsCommand.class,
            EventsCommand.class,
            TriggersCommand.class,
            SubscriptionsCommand.class,
            CacheCommand.class,
            BlobsCommand.class,
            TokensCommand.class,
            WhoamiCommand.class,
            AuditCommand.class,
            HealthCommand.class,
            AlertsCommand.class,
            DoctorCommand.class,
            AnalyticsCommand.class,
            KeysCommand.class,
            PluginsCommand.class,
            ServerCommand.class,
            WorkerCommand.class
        },
        footer = {
            "",
            "Example: weft demo",
            "Exit codes: 0 done, 1 it failed, 2 wrong use, 3 not found, 4 refused, 5 server unreachable, 124 timed out,"
                    + " 130 interrupted."
        })
public final class Weft extends BaseCommand {
    /** Of the platform. */
    public static final String VERSION = "1.0.0";

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    public static void main(String[] arguments) {
        System.exit(run(arguments));
    }

    /** Runs a command line; answers its exit code. */
    public static int run(String... arguments) {
        openPlugins(arguments);
        return line().execute(arguments);
    }

    /** The command with all that are below it. */
    public static CommandLine line() {
        CommandLine line = new CommandLine(new Weft());
        line.setColorScheme(CommandLine.Help.defaultColorScheme(Terminal.colour() ? Ansi.ON : Ansi.OFF));
        line.setUsageHelpAutoWidth(false);
        line.setUsageHelpWidth(Math.clamp(Terminal.columns(), 80, 120));
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.setParameterExceptionHandler(Weft::explainUse);
        line.setExecutionExceptionHandler((exception, command, parsed) -> Failures.explain(exception));
        return line;
    }

    private static void openPlugins(String... arguments) {
        Plugins plugins = Plugins.open(PluginFolder.of(arguments, System.getenv()));
        Plugins.use(plugins);
        boolean asks = arguments.length > 0 && arguments[0].equals("plugins");
        if (!asks) {
            plugins.problems().forEach(problem -> System.err.println("warning: " + problem));
        }
    }

    @Override
    public Integer call() {
        spec.commandLine().usage(System.out);
        return Exit.WRONG_USE;
    }

    private static int explainUse(ParameterException exception, String[] arguments) {
        System.err.println("weft: " + exception.getMessage());
        CommandLine.UnmatchedArgumentException.printSuggestions(exception, new java.io.PrintWriter(System.err, true));
        System.err.println("Try: weft "
                + (exception.getCommandLine().getParent() == null
                        ? ""
                        : exception.getCommandLine().getCommandName() + " ")
                + "--help");
        return Exit.WRONG_USE;
    }
}
