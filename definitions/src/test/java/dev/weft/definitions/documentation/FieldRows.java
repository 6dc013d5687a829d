package dev.weft.definitions.documentation;

import dev.weft.definitions.action.shape.Shape;
import java.util.List;
import java.util.stream.Collectors;

/** Rows of a Markdown table, one for each field: name, value, whether it is required, meaning. */
final class FieldRows {
    private FieldRows() {}

    /** Adds the rows of a shape and all below it. */
    static void add(Shape shape, String path, List<String> rows) {
        switch (shape) {
            case Shape.Fields fields -> {
                for (Shape.Field field : fields.fields()) {
                    row(field, (path.isEmpty() ? "" : path + ".") + field.name(), rows);
                }
            }
            case Shape.Items items -> add(items.item(), path + "[]", rows);
            case Shape.Entries entries -> add(entries.value(), path + ".*", rows);
            case Shape.Choice choice -> {}
            case Shape.Scalar scalar -> {}
        }
    }

    private static void row(Shape.Field field, String path, List<String> rows) {
        String value = field.cel() ? "bare expression" : value(field.shape());
        String example = field.example().isEmpty() ? "" : " Such as `" + field.example() + "`.";
        rows.add("| `%s` | %s | %s | %s%s |\n"
                .formatted(
                        path,
                        value,
                        field.required() ? "required" : "",
                        field.doc().replace("|", "\\|").replace("\n", " "),
                        example.replace("|", "\\|")));
        add(field.shape(), path, rows);
    }

    private static String value(Shape shape) {
        return switch (shape) {
            case Shape.Fields fields -> "map";
            case Shape.Items items -> "list of " + value(items.item());
            case Shape.Entries entries -> "map of " + value(entries.value());
            case Shape.Choice choice ->
                choice.names().stream().map(name -> "`" + name + "`").collect(Collectors.joining(", "));
            case Shape.Scalar scalar -> scalar.describe();
        };
    }
}
