package dev.weft.definitions.migrate;

import dev.weft.definitions.lower.Lowering;
import dev.weft.definitions.source.MapNode;
import java.util.List;

/** A step from one version of the language to the next. Thread safe; never throws for what an author can write. */
interface Migration {
    /** The version that it starts from. */
    String from();

    /** The version that it leads to. */
    String to();

    /** Fields of a task that the version it leads to has and those before hadn't. */
    List<String> taskFields();

    /** Actions that the version it leads to has and those before hadn't. */
    List<String> actions();

    /**
     * The document in the next version. What the step doesn't understand it leaves out; that is reported already.
     *
     * @param lowering gets what was changed, and what is wrong
     */
    MapNode apply(MapNode document, Lowering lowering);
}
