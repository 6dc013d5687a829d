package dev.weft.definitions.problem;

import java.util.Arrays;
import java.util.Optional;

/**
 * Everything that can be wrong with a definition. A code is stable: it is never given another meaning. Tens group them:
 * 10 syntax, 11 structure, 12 references, 13 expressions, 14 parameters, 15 inputs, 16 meaning, 19 not supported yet.
 */
public enum ProblemCode {
    SYNTAX(
            1001,
            "Not YAML",
            "The text is neither YAML nor JSON at this place. What the mistake is in isn't looked at; the rest is, where it makes"
                    + " sense without it.",
            "Look at the place and just before it: indentation, a missing quote, bracket or colon."),
    TABULATOR(1002, "Tab as indentation", "YAML doesn't allow tabs for indentation.", "Use spaces."),
    UNQUOTED(
            1003,
            "Text that must be quoted",
            "The value holds characters that mean something else to YAML: a leading `!`, `*`, `&`, `{`, `[`, `@`, `%`, a"
                    + " quote, or `: ` inside.",
            "Put the whole value in quotes, such as when: \"!inputs.draft\"."),
    DUPLICATE_KEY(
            1004,
            "The same key twice",
            "A map holds a key more than once; only one of the values could count.",
            "Remove or rename one of them."),
    ALIAS(
            1005,
            "Unusable alias",
            "A YAML alias refers to nothing, to itself, or there are more than 100 of them.",
            "Write the value out where it is needed."),
    TOO_DEEP(1006, "Nested too deeply", "Values are nested more than 100 deep.", "Make the structure flatter."),
    TOO_LARGE(
            1007,
            "Document too large",
            "A document may have at most 512 KiB, and so may the definition that is saved of it: canonical JSON, with quotes and"
                    + " braces, and aliases written out. That is often somewhat larger than YAML.",
            "Split it into several definitions, or keep data in files that tasks read."),
    SEVERAL_DOCUMENTS(
            1008,
            "Several documents",
            "A file holds one definition, but a `---` starts another document.",
            "Put each definition in a file of its own; what it means is checked only there."),
    TAG(
            1009,
            "Unknown YAML tag",
            "The value carries a tag such as `!name` that this language doesn't know.",
            "Remove the tag; quote the value if the `!` belongs to it."),
    CHARACTER(1010, "Forbidden character", "A control character stands in the text.", "Remove it."),
    KEY(1011, "Unusable key", "The key of a map is a list or a map.", "Use plain text as the key."),
    NUMBER(
            1012,
            "Number out of range",
            "The number isn't finite or doesn't fit into 64 bits.",
            "Put it in quotes if it is an id, or use a smaller number."),

    EMPTY(
            1101,
            "Empty document",
            "There is nothing in the document.",
            "Write a definition; `weft list` shows ready ones."),
    TYPE(
            1102,
            "Wrong kind of value",
            "The field takes another kind of value.",
            "See the message for what is expected."),
    UNKNOWN_FIELD(1103, "Unknown field", "There is no such field here.", "Check the spelling, or remove it."),
    MISSING_FIELD(1104, "Missing field", "A field that must be there isn't.", "Add it."),
    VALUE(
            1105,
            "Value not allowed",
            "The value is of the right kind, but not one that is allowed.",
            "See the message."),
    VERSION(
            1106,
            "Unknown version of the language",
            "The field `version` names the schema of the document, not the revision of the definition.",
            "Write version: \"3.0.0\"."),
    ID(
            1107,
            "Unusable id",
            "Ids are letters, digits, `_` and `-`, at most 63 of them. The id of a definition has lower-case letters and starts"
                    + " with one; other ids start with a letter or `_`.",
            "Rename it."),
    DURATION(
            1108,
            "Not a duration",
            "Durations are whole numbers with units, the larger first: 500ms, 90s, 1h30m, 7d.",
            "Write the value with a unit."),
    RESERVED_ID(
            1109,
            "Reserved id",
            "The ids `fallback` and `compensate` are part of other tasks' paths.",
            "Rename the task."),
    NO_EXPRESSION_HERE(
            1110,
            "An expression where none can be",
            "Ids, `needs`, `join`, `action` and the like must be known before a run starts.",
            "Write the value itself."),
    CONFLICT(1111, "Fields that exclude each other", "Two fields say different things.", "Keep one of them."),
    TWO_KINDS(
            1112,
            "A document of two kinds",
            "A document is written in one version of the language or in one of its other dialects. This one has fields that"
                    + " belong to two of them.",
            "Remove the fields of one."),
    NO_KIND(
            1113,
            "A document of no known kind",
            "Neither a version of the language nor one of its other dialects is recognised.",
            "Write version: \"3.0.0\", or a field by which another dialect is known."),
    SEVERAL_DEFINITIONS(
            1114,
            "Several definitions",
            "The file holds several workflows, but one definition is wanted here.",
            "Put each workflow in a file of its own."),
    CRON(
            1115,
            "Not a cron expression",
            "A time is named by five fields, as Unix has them: minute, hour, day of month, month, day of week.",
            "Write, for example, 0 6 * * 1-5 for six o'clock on working days."),
    TIMEZONE(
            1116,
            "Unknown time zone",
            "A time zone is a name of the IANA database, or an offset.",
            "Write, for example, Europe/Stockholm or +02:00."),
    TIMES(
            1117,
            "Times that contradict each other",
            "One time is so long that another always comes first.",
            "Shorten the one, or lengthen the other."),
    ERROR_CODE(
            1118,
            "An error code that never occurs",
            "`non_retryable` names a code that the task can't fail with, or that looks like a misspelt one.",
            "Check the spelling; the codes of the platform and of each action are in the language's reference."),

    UNKNOWN_TASK(1201, "Unknown task", "There is no task with this id.", "Check the spelling."),
    SELF_NEED(1202, "A task that needs itself", "A task can't wait for itself.", "Remove the id from its `needs`."),
    DUPLICATE_NEED(1203, "The same need twice", "`needs` holds a task more than once.", "Remove one of them."),
    CYCLE(
            1204,
            "Tasks that wait for each other",
            "A chain of `needs` leads back to where it began, so none of them could start.",
            "Remove one of the needs in the chain."),
    UNKNOWN_ACTION(
            1205,
            "Unknown action",
            "There is no action with this name.",
            "Check the spelling; the message lists the actions."),
    UNKNOWN_AGENT(
            1206,
            "Unknown agent",
            "No agent with this name is registered. The definition can be saved, but not started, until there is one.",
            "Check the spelling, or add the agent."),
    UNKNOWN_CAPABILITY(
            1207,
            "No agent with this capability",
            "No registered agent has the capability. The definition can be saved, but not started, until there is one.",
            "Check the spelling, or add an agent that has it."),
    UNKNOWN_OPERATION(
            1208,
            "Unknown operation",
            "The agent declares its operations, and this isn't one of them.",
            "Check the spelling, or add the operation to the agent."),
    UNKNOWN_REQUIREMENT(
            1209,
            "Unknown requirement",
            "`requires` names something that is neither a registered agent nor a saved definition.",
            "Check the spelling, or add it before the definition is started."),
    DUPLICATE_NAME(
            1210,
            "Two of one name",
            "Two files hold an agent of the same name, or a definition of the same id. Of a folder that is read once, the first by"
                    + " file name counts; of folders that a server watches, the one that was there first.",
            "Rename or remove one of them."),
    UNKNOWN_WORKFLOW(
            1211,
            "Unknown definition",
            "`workflow_trigger` names a definition that isn't saved. The definition can be saved, but not started until"
                    + " there is one.",
            "Check the spelling, or save the other definition."),
    RECURSION(
            1212,
            "Definitions that start each other",
            "Runs of this definition start others, which lead back to it.",
            "Make sure that a condition ends it: runs below runs are bounded."),
    UNKNOWN_SECRET(
            1213,
            "Unknown secret",
            "There is no secret of this name where this server looks for them.",
            "Check the spelling; secret NAME is the variable WEFT_SECRET_NAME, or the file NAME in the folder of secrets."),

    UNUSED_CONDITION(
            1216,
            "A condition that no task names",
            "A named condition of a builder's workflow holds for the tasks that name it; this one holds for none.",
            "Write its name as the condition of a task, or remove it."),

    EXPRESSION(1301, "Wrong expression", "The expression isn't CEL.", "See the message for what was expected."),
    UNKNOWN_NAME(
            1302,
            "Unknown name in an expression",
            "The expression uses a name that doesn't exist at this place.",
            "Names are inputs, tasks, run, now, and secrets in parameters."),
    NOT_UPSTREAM(
            1303,
            "A task that isn't upstream",
            "The expression reads a task that may not have ended by then.",
            "Add the task to `needs`."),
    UNCLOSED(
            1304,
            "Unclosed expression",
            "A `${{` has no matching `}}`, or nothing between them.",
            "Close it, or write $${{ for the characters themselves."),
    BARE_EXPRESSION(
            1305,
            "Bare CEL expected",
            "`when`, `condition` and the like are expressions as they are.",
            "Write the expression without ${{ }}."),
    EXPRESSION_TYPE(
            1306, "Wrong type of an expression", "The expression's value can't be used here.", "See the message."),
    SECRET(
            1307,
            "A secret in the wrong place",
            "Secrets stand in parameters of tasks that work outside of the run, as ${{ secrets.NAME }} on their own, so that no"
                    + " expression and no history ever holds one.",
            "Refer to the secret in a parameter of a task that works, such as api_call or agent_task."),
    UNKNOWN_FUNCTION(
            1309, "Unknown function in an expression", "There is no function with this name.", "Check the spelling."),
    UNKNOWN_EXPRESSION_FIELD(
            1310,
            "Unknown field in an expression",
            "The expression reads a field that its map doesn't have.",
            "Check the spelling; a.?b.orValue(c) gives a default for one that may be missing."),
    NEVER_EQUAL(
            1311,
            "A comparison with what a value never is",
            "The value is one of a few texts that are known: states, decisions, an `enum`. It is compared with another one.",
            "Check the spelling, and whether letters are large or small; the message lists the texts."),
    FAILS(
            1312,
            "An expression that always fails",
            "A piece of the expression fails whatever the run brings, as it divides by zero, or reads text as a number"
                    + " that is none.",
            "See the message for what went wrong."),
    CONSTANT(
            1313,
            "A condition that is always the same",
            "Nothing that a run brings changes what the condition gives, so that it decides nothing.",
            "Remove it, or compare with something that a run brings."),
    UNMARKED_EXPRESSION(
            1314,
            "Text that looks like an expression",
            "The text is a path that expressions know, or has one in brackets of another language; or an expression stands in"
                    + " the name of a value. It stays text as it is.",
            "Write ${{ }} around the expression, in the place of a value."),
    MAY_NOT_FIT(
            1315,
            "A value that may be of the wrong type",
            "The value is of one of several types, and with one of them the expression fails.",
            "Convert it, such as with `string(…)`, or ask for its `type(…)`, or for `null`, first."),

    UNKNOWN_PARAMETER(
            1401, "Unknown parameter", "The action has no such parameter.", "Check the spelling, or remove it."),
    MISSING_PARAMETER(1402, "Missing parameter", "The action needs a parameter that isn't given.", "Add it."),
    PARAMETER_TYPE(
            1403,
            "Wrong kind of parameter",
            "The parameter takes another kind of value.",
            "See the message; text that looks like a number must be quoted."),
    PARAMETER_VALUE(
            1404,
            "Parameter not allowed",
            "The parameter has the right type, but its value isn't one that the action takes.",
            "See the message."),
    PARAMETERS(
            1405,
            "Parameters that don't fit together",
            "Each of these parameters can be used, but not together, or one lacks another.",
            "Change, add or remove the one that the message names."),
    AGENT_PARAMETERS(
            1406,
            "Parameters that don't fit the agent",
            "The agent's operation declares its parameters, and these aren't what it takes.",
            "See the message; the agent's file says what it takes."),
    OUTSIDE_WORKSPACE(
            1407,
            "A path that leaves the workspace",
            "A relative path starts in the workspace, and this one climbs out of it, which is refused unless the operator has"
                    + " named the folder that it leads to.",
            "Write a path below the workspace, or the whole path of a folder that the operator has named."),

    INPUT_SCHEMA(
            1501,
            "Not a JSON Schema",
            "An input is declared by a JSON Schema (2020-12), and this isn't one.",
            "See the message."),
    INPUT_DEFAULT(
            1502,
            "A default that doesn't fit",
            "The default of an input doesn't match its own schema.",
            "Change the default or the schema."),
    INPUTS(
            1503,
            "Inputs that don't fit",
            "What a trigger or `workflow_trigger` gives isn't what the definition that it starts takes.",
            "See the message."),
    SCHEMA_KEYWORD(
            1504,
            "Unknown keyword of JSON Schema",
            "A keyword or format that JSON Schema doesn't have is passed over, so that it checks nothing.",
            "Check the spelling; what is meant for other readers begins with x-."),
    SCHEMA_BOUNDS(
            1505,
            "Bounds that exclude each other",
            "The least is more than the most, so that no value matches.",
            "Swap them, or change one."),

    NO_TASKS(1601, "No tasks", "A definition does nothing without tasks.", "Add at least one task."),
    TOO_MANY_TASKS(
            1602, "Too many tasks", "A definition may have at most 5,000 tasks.", "Split it into several definitions."),
    NEVER_RUNS(
            1603,
            "A task that can never run",
            "Whatever happens, this task will be skipped.",
            "Change its `needs`, `join` or `when`."),
    UNREAD_DECISION(
            1604,
            "A decision that nobody reads",
            "A rejected gate completes like an approved one; only what reads its decision makes a difference.",
            "Add when: tasks.<gate>.output.decision == 'approved' to what follows it."),
    NOTHING_TO_UNDO(
            1605,
            "Nothing to undo",
            "A compensation undoes an effect outside of the run, and this task has none.",
            "Remove compensate, or let the task that has the effect have it."),
    TOO_MANY_NEEDS(
            1606,
            "Too many needs",
            "The tasks of a definition may need one another 100,000 times; `needs: all` counts once for each task that it means.",
            "Let one task have needs: all, and the others need that one."),

    NOT_SUPPORTED(
            1901,
            "Not carried out by this release",
            "It belongs to the language and is checked, but this release can't carry it out, and never ignores what it"
                    + " can't do.",
            "The definition can be saved, but not started by this release.");

    private final int number;
    private final String title;
    private final String explanation;
    private final String cure;

    ProblemCode(int number, String title, String explanation, String cure) {
        this.number = number;
        this.title = title;
        this.explanation = explanation;
        this.cure = cure;
    }

    /** The stable code, such as {@code WEFT-1103}. */
    public String code() {
        return "WEFT-" + number;
    }

    /** A few words for lists. */
    public String title() {
        return title;
    }

    /** What it means, one or two sentences. */
    public String explanation() {
        return explanation;
    }

    /** What to do about it. */
    public String cure() {
        return cure;
    }

    /** Finds a code as people write it: {@code WEFT-1103}, {@code weft-1103} or {@code 1103}. */
    public static Optional<ProblemCode> find(String code) {
        String digits = code.strip().replaceFirst("(?i)^weft-", "");
        return Arrays.stream(values())
                .filter(one -> Integer.toString(one.number).equals(digits))
                .findFirst();
    }
}
