package dev.weft.definitions;

/**
 * Documents whose tasks pass on what those before them gave, so that what is known of their outputs grows. In each task
 * {@code <} is the output of the one before, {@code @} the task's own id.
 */
enum PassedOn {
    CHAIN("action: transform, parameters: {value: {prev: '${{<}}', n: 1}}"),
    TWICE("action: transform, parameters: {value: {a: '${{<}}', b: '${{<}}'}}"),
    IN_A_LIST("action: transform, parameters: {value: ['${{<}}', '${{<}}']}"),
    IN_AN_EXPRESSION("action: transform, parameters: {value: \"${{ {'a': <, 'b': <} }}\"}"),
    CHOSEN("action: transform, parameters: {value: \"${{ inputs.x > 1 ? {'a': <, 'b': 1} : {'a': <, 'b': 1.0} }}\"}"),
    MAPPED("action: transform, parameters: {value: \"${{ [<].map(x, {'a': x, 'b': [x, x]}) }}\"}"),
    OPTIONAL("action: transform, parameters: {value: \"${{ {'a': <.?b, 'b': [<.?b]} }}\"}"),
    WITH_TIMES("action: transform, parameters: {value: \"${{ {'a': <, 'at': now, 'b': {'a': <, 'at': now}} }}\"}"),
    ALL_TASKS("action: transform, parameters: {value: ['${{tasks}}', '${{tasks}}', '${{<}}']}"),
    WITH_THE_FIRST("action: transform, parameters: {value: '${{ [<, tasks.T.output, {}] }}'}"),
    LISTS("for_each: {in: [1]}, action: transform, parameters: {value: '${{[<]}}'}"),
    ITEMS("for_each: {in: '${{[<]}}'}, action: transform, parameters: {value: ['${{item}}', '${{<}}']}"),
    CASES("action: condition_check, parameters: {cases: [{when: inputs.x > 1, value: ['${{<}}', '${{<}}']}]}"),
    TURNS(
            "repeat: {max: 2, until: turn > 0, from: '${{<}}'}, action: transform, parameters: {value: {a: '${{<}}', b: '${{tasks.@.output}}'}}"),
    BLOCKS(
            "tasks: {a: {action: transform, parameters: {value: '${{<}}'}}, b: {action: transform, parameters: {value: '${{<}}'}}}"),
    BLOCKS_WITH_OUTPUTS("tasks: {w: {action: wait, parameters: {for: 1s}}}, outputs: {a: '${{<}}', b: '${{<}}'}"),
    INSTEAD(
            "action: transform, parameters: {value: ['${{<}}']}, on_failure: {run: {action: transform, parameters: {value: ['${{<}}', '${{<}}']}}}");

    private static final int MOST_TASKS = 5_000;
    // Written out in full, no definition may be longer than 512 KiB.
    private static final int MOST_BYTES = 400 * 1024;
    private static final String HEAD = """
            version: "3.0.0"
            id: large
            inputs: {x: {type: integer}}
            tasks:
             T: {action: transform, parameters: {value: {b: {name: Kim}}}}
            """;

    private final String task;

    PassedOn(String task) {
        this.task = task;
    }

    /** The longest document that is accepted. */
    String longest() {
        return document(MOST_TASKS);
    }

    /** A document with so many tasks, those in blocks and in place of others included; with fewer where it is too long. */
    String document(int tasks) {
        StringBuilder text = new StringBuilder(HEAD);
        String before = "T";
        for (int i = 1; i * each() < tasks; i++) {
            String id = "T" + Integer.toString(i, Character.MAX_RADIX);
            String line = " " + id + ": {needs: [" + before + "], "
                    + task.replace("<", "tasks." + before + ".output").replace("@", id) + "}\n";
            if (text.length() + line.length() > MOST_BYTES) {
                break;
            }
            text.append(line);
            before = id;
        }
        return text.toString();
    }

    private int each() {
        int actions = task.split("action:", -1).length - 1;
        return task.startsWith("tasks:") ? actions + 1 : actions;
    }
}
