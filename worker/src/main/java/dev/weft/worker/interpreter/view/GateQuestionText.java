package dev.weft.worker.interpreter.view;

import dev.weft.worker.protocol.RunView.GateDecision;
import dev.weft.worker.protocol.RunView.GateView;
import java.util.ArrayList;
import java.util.List;

/** What a gate asks and how far it is, as a quoted paragraph of Markdown. */
final class GateQuestionText {
    private static final int MAX_DESCRIPTION = 1_000;

    private GateQuestionText() {}

    static String of(GateView gate) {
        List<String> lines = new ArrayList<>();
        lines.add("**" + line(gate.title()) + "**");
        if (gate.description() != null && !gate.description().isBlank()) {
            String text = gate.description().strip();
            (text.length() <= MAX_DESCRIPTION ? text : text.substring(0, MAX_DESCRIPTION) + "…")
                    .lines()
                    .forEach(lines::add);
        }
        lines.add("");
        lines.add("Level %d of %d, %d of %d approvals%s%s."
                .formatted(
                        gate.level(),
                        gate.levels().size(),
                        gate.approvals(),
                        gate.quorum(),
                        gate.rejections() == 0
                                ? ""
                                : ", %d of %d rejections".formatted(gate.rejections(), gate.rejectQuorum()),
                        gate.deadline() == null ? "" : ", until " + gate.deadline()));
        if (gate.inputs() != null) {
            lines.add("To fill in, as `inputs`: "
                    + String.join(", ", gate.inputs().keySet()) + ".");
        }
        gate.delegates().forEach(one -> lines.add(one.to() + " may decide in the place of " + one.of() + "."));
        if (gate.reminders() != null && gate.reminders().last() != null) {
            lines.add("Reminded %d times, last at %s."
                    .formatted(gate.reminders().sent(), gate.reminders().last()));
        }
        gate.decisions().forEach(one -> lines.add(said(one)));
        StringBuilder quoted = new StringBuilder();
        lines.forEach(line -> quoted.append("> ").append(line).append('\n'));
        return quoted.append('\n').toString();
    }

    private static String said(GateDecision one) {
        return "* Level %d: %s by %s%s at %s%s"
                .formatted(
                        one.level(),
                        one.decision(),
                        one.by(),
                        one.inPlaceOf() == null ? "" : " in the place of " + one.inPlaceOf(),
                        one.at(),
                        one.comment() == null ? "" : ": " + line(one.comment()));
    }

    private static String line(String text) {
        return text.strip().replace('\n', ' ');
    }
}
