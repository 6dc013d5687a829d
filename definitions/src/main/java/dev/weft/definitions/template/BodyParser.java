package dev.weft.definitions.template;

import dev.weft.definitions.template.TemplateBody.Loop;
import dev.weft.definitions.template.TemplateBody.Part;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** From the lines of a template to its parts. Names that nothing gives are found here, not when a definition is made. */
final class BodyParser {
    private static final Pattern EACH = Pattern.compile(
            "each ([a-z_][a-z0-9_]*)(?:, ([a-z_][a-z0-9_]*))? in ([A-Za-z_][A-Za-z0-9_.]*)(?:, ([A-Za-z_][A-Za-z0-9_.]*))?");
    private static final Pattern IF = Pattern.compile("if (not )?([A-Za-z_][A-Za-z0-9_.]*)(?: is ([A-Za-z0-9_-]+))?");
    private static final Set<String> OF_EACH = Set.of("n", "before", "count", "first", "last");

    private final String file;
    private final List<String> lines;
    private final int firstLine;
    private int at;

    private BodyParser(String file, List<String> lines, int firstLine) {
        this.file = file;
        this.lines = lines;
        this.firstLine = firstLine;
    }

    /**
     * @param firstLine number of the first line in the file, from 1
     * @param known names of all parameters and of what each template has
     */
    static TemplateBody parse(String file, List<String> lines, int firstLine, Set<String> known) {
        BodyParser parser = new BodyParser(file, lines, firstLine);
        List<Part> parts = parser.parts(known);
        if (parser.at < lines.size()) {
            throw parser.failure(
                    parser.at, "Expected no " + lines.get(parser.at).strip() + " here, as nothing is open");
        }
        return new TemplateBody(parts);
    }

    private List<Part> parts(Set<String> known) {
        List<Part> parts = new ArrayList<>();
        while (at < lines.size()) {
            String line = lines.get(at);
            String text = line.strip();
            if (text.equals("#@ end") || text.equals("#@ else")) {
                return parts;
            }
            if (text.startsWith("#@")) {
                parts.add(directive(text.substring(2).strip(), known));
            } else if (text.startsWith("##")) {
                at++;
            } else {
                check(line, known);
                parts.add(new Part.Line(line));
                at++;
            }
        }
        return parts;
    }

    private Part directive(String text, Set<String> known) {
        int begin = at;
        at++;
        Matcher each = EACH.matcher(text);
        if (each.matches() && (each.group(2) == null) == (each.group(4) == null)) {
            List<Loop> loops = new ArrayList<>(List.of(new Loop(each.group(1), each.group(3))));
            if (each.group(2) != null) {
                loops.add(new Loop(each.group(2), each.group(4)));
            }
            Set<String> inner = new HashSet<>(known);
            for (Loop loop : loops) {
                know(begin, loop.list(), known);
                inner.add(loop.name());
            }
            inner.addAll(OF_EACH);
            List<Part> parts = parts(inner);
            end(begin);
            return new Part.Each(loops, parts);
        }
        Matcher when = IF.matcher(text);
        if (when.matches()) {
            know(begin, when.group(2), known);
            List<Part> then = parts(known);
            List<Part> otherwise = List.of();
            if (at < lines.size() && lines.get(at).strip().equals("#@ else")) {
                at++;
                otherwise = parts(known);
            }
            end(begin);
            return new Part.If(when.group(2), when.group(1) != null, when.group(3), then, otherwise);
        }
        throw failure(
                begin,
                "Expected «#@ each NAME in LIST», «#@ if [not] NAME [is WORD]», «#@ else» or «#@ end», but found «#@ "
                        + text + "»");
    }

    private void end(int begin) {
        if (at >= lines.size() || !lines.get(at).strip().equals("#@ end")) {
            throw failure(begin, "Expected an «#@ end» below, but found none");
        }
        at++;
    }

    private void check(String line, Set<String> known) {
        Matcher holes = Holes.HOLE.matcher(line);
        while (holes.find()) {
            know(at, holes.group(1), known);
        }
        if (holes.replaceAll("").contains("@{")) {
            throw failure(at, "Expected @{NAME} or @{NAME.FIELD}, but found another @{");
        }
    }

    private void know(int line, String path, Set<String> known) {
        String name = path.contains(".") ? path.substring(0, path.indexOf('.')) : path;
        if (!known.contains(name)) {
            throw failure(line, "Expected the name of a parameter, but found «" + name + "»");
        }
    }

    private TemplateException failure(int line, String message) {
        return new TemplateException(file, firstLine + line, message);
    }
}
