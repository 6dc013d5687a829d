package dev.weft.cli.simulate;

import dev.weft.cli.CliException;
import dev.weft.cli.Exit;
import dev.weft.cli.cases.OutputReader;
import dev.weft.cli.cases.Subject;
import dev.weft.cli.cases.TaskPath;
import dev.weft.definitions.duration.DurationText;
import dev.weft.definitions.expression.Template;
import dev.weft.definitions.model.Work;
import dev.weft.definitions.plan.PlannedTask;
import dev.weft.definitions.problem.ProblemPrinter;
import dev.weft.definitions.problem.Suggestion;
import dev.weft.definitions.source.SourceText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Takes options apart that are about a task, and says what is wrong with them. */
final class OptionReader {
    private static final Pattern COUNTED = Pattern.compile("(?s)([^=]+?)(?:=(.*?))?(?:\\*([0-9]{1,6}))?");
    private static final Pattern PLAIN = Pattern.compile("(?s)([^=]+)=(.*)");

    private final Subject subject;

    OptionReader(Subject subject) {
        this.subject = subject;
    }

    /**
     * An option in its parts.
     *
     * @param times {@code null} where it doesn't say how often
     */
    record Parts(
            String option,
            String written,
            String name,
            @Nullable String value,
            @Nullable Integer times) {}

    /** {@code NAME[=VALUE][*TIMES]}. */
    static Parts counted(String option, String written, String form) {
        Matcher matcher = COUNTED.matcher(written);
        if (!matcher.matches() || "0".equals(matcher.group(3))) {
            throw wrong("Expected " + option + " " + form + ", but found " + written + ".");
        }
        String times = matcher.group(3);
        return new Parts(
                option, written, matcher.group(1), matcher.group(2), times == null ? null : Integer.valueOf(times));
    }

    /** {@code NAME=VALUE}. */
    static Parts plain(String option, String written, String form) {
        Matcher matcher = PLAIN.matcher(written);
        if (!matcher.matches()) {
            throw wrong("Expected " + option + " " + form + ", but found " + written + ".");
        }
        return new Parts(option, written, matcher.group(1), matcher.group(2), null);
    }

    static CliException wrong(String message) {
        return new CliException(Exit.WRONG_USE, message);
    }

    /**
     * The task that an option is about.
     *
     * @param what it has to be, with its article
     * @param fits whether its work is
     * @param otherwise what to do for another
     */
    TaskPath task(Parts option, String what, Predicate<Work> fits, String otherwise) {
        TaskPath path = TaskPath.of(option.name(), subject.workflow());
        PlannedTask task = subject.task(path).orElse(null);
        if (task == null) {
            throw unknown(option, path);
        }
        if (!fits.test(task.task().work())) {
            throw wrong("Expected " + what + " in " + option.option() + " " + option.written() + ", but "
                    + option.name() + " is "
                    + (task.task().work() instanceof Work.ActionCall call
                            ? "of action " + call.action().name()
                            : "a block")
                    + ". " + otherwise);
        }
        return path;
    }

    private CliException unknown(Parts option, TaskPath path) {
        if (!subject.plans().containsKey(path.workflow())) {
            return wrong("Expected a task of " + Suggestion.list(subject.plans().keySet()) + " in "
                    + option.option() + ", but found " + option.name() + ". "
                    + Suggestion.didYouMean(
                            path.workflow(),
                            subject.plans().keySet(),
                            "--definitions FILE adds those that it starts."));
        }
        List<String> known = subject.plans().get(path.workflow()).tasks().stream()
                .map(PlannedTask::path)
                .toList();
        return wrong("Expected the path of a task of " + path.workflow() + " in " + option.option() + ", but found "
                + path.path() + ". "
                + Suggestion.didYouMean(path.planned(), known, "Its tasks are " + Suggestion.list(known) + "."));
    }

    static Duration duration(Parts option) {
        return DurationText.parse(String.valueOf(option.value()))
                .orElseThrow(() -> wrong("Expected a duration such as 90s, 5m, 1h30m or 7d in " + option.option() + " "
                        + option.written() + ", but found " + option.value() + "."));
    }

    /** One of some words. */
    static String word(Parts option, List<String> words) {
        String word = String.valueOf(option.value());
        if (!words.contains(word)) {
            throw wrong("Expected one of " + Suggestion.list(words) + " in " + option.option() + " " + option.written()
                    + ", but found " + word + ". " + Suggestion.didYouMean(word, words, ""));
        }
        return word;
    }

    /** A value out of JSON or YAML, or out of the file that {@code @FILE} names. */
    static Template value(Parts option) {
        String text = String.valueOf(option.value());
        SourceText source = text.startsWith("@")
                ? file(option, text.substring(1))
                : new SourceText(option.option() + " " + option.name(), text);
        OutputReader.Read read = OutputReader.read(source);
        if (read.template() == null) {
            throw wrong("Expected a value in " + option.option() + " " + option.name() + ", but found:"
                    + System.lineSeparator()
                    + new ProblemPrinter(false).print(read.problems()).stripTrailing());
        }
        return read.template();
    }

    private static SourceText file(Parts option, String name) {
        try {
            return new SourceText(name, Files.readString(Path.of(name)));
        } catch (IOException | InvalidPathException e) {
            throw wrong("Expected a file in " + option.option() + " " + option.written() + ", but it can't be read: "
                    + e.getMessage() + ".");
        }
    }
}
