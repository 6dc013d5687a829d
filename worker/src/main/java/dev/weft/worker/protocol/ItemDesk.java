package dev.weft.worker.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;
import io.temporal.failure.ApplicationFailure;

/** How a run passes on what people ask of an item that another run does. */
@ActivityInterface
public interface ItemDesk {
    /** The activity type. */
    String PASS = "item_update";

    /**
     * Passes an update on.
     *
     * @return its answer
     * @throws ApplicationFailure of type {@link RefusedException} where the run refuses it or has ended
     */
    @ActivityMethod(name = PASS)
    JsonNode pass(Update update);

    /**
     * What is asked.
     *
     * @param run that does the item
     * @param name of the update
     * @param id of the update: the same has its effect once
     */
    record Update(String run, String name, JsonNode argument, String id) {}
}
