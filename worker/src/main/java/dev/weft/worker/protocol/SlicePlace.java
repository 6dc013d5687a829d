package dev.weft.worker.protocol;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * Where in a run the loop stands of which another does a slice, so that the result cache knows its items as those of that run.
 *
 * @param run id of the run with the loop; of slices within slices, of the one above all
 * @param generation which going of it
 * @param loop path of the loop there, with the numbers of items and turns around it; empty for a run that does no slice
 * @param again whether somebody wants it done again: then nothing is taken
 * @param undoes whether it undoes something: then nothing is taken or put
 */
@JsonInclude(JsonInclude.Include.NON_DEFAULT)
public record SlicePlace(String run, int generation, String loop, boolean again, boolean undoes) {
    /** That of a run which does no slice. */
    public static SlicePlace ofRun(String run, int generation) {
        return new SlicePlace(run, generation, "", false, false);
    }

    /**
     * The path of what is in the loop.
     *
     * @param path in the run that does the slice, which begins with the loop's own id; that of a run which does none stays
     */
    public String whole(String path) {
        return loop.isEmpty() ? path : loop + path.substring(ownId().length());
    }

    private String ownId() {
        return loop.substring(loop.lastIndexOf('.') + 1);
    }
}
