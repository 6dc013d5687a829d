package dev.weft.worker.interpreter.state;

/**
 * A change of the interpreter that histories of earlier builds can't follow: a run that has come to its place under such a build
 * goes the old way there to its end.
 */
public enum Change {
    /** Loops that hold something to undo, or wait for events, are done in slices. */
    SLICES_ALL("slices of all loops"),

    /** Of a task that has more turns than a run can hold the last are kept; it isn't refused. */
    FORGETS_TURNS("turns are forgotten"),

    /** Slices of loops take none of the slots of the run with the loop. */
    SLICES_BESIDE("slices take no slots"),

    /** Slices of loops share items at once as those allow, and slots as the run does; one is not the other. */
    SLICES_SHARE("slices share items and slots"),

    /** Slices of loops aren't looked up in the result cache: the runs that do them look up their items. */
    LOOKS_UP_ITEMS("items are looked up, not slices"),

    /** What is done instead of a task, or undoes it, takes up nothing of what the task says that it takes up. */
    ROOM_OF_ITS_OWN("fallbacks and compensations have room of their own"),

    /** Of a loop of which no more were to begin some may, once what failed too often was put back. */
    ALLOWS_ITEMS_AGAIN("items may begin again"),

    /** What completed although something in it failed is undone once all in it is. */
    UNDOES_AROUND_FAILED("what holds what failed is undone"),

    /** What has begun and runs whatever happens ends before the run is undone, also where it waits for what it needs. */
    ENDS_WHAT_BEGAN("what has begun and runs whatever happens ends first"),

    /** Of several agents that have a capability the least loaded is chosen, not the first. */
    CHOOSES_AGENTS("choice of agents"),

    /** A task that is granted its agent and finds no slot lets it go until it has one. */
    LEAVES_IDLE_AGENTS("agents that would stand idle"),

    /** What a task is granted while its run is paused, or holds it back, it gives back until it may begin. */
    LEAVES_UNUSED("what is granted to a task that may not begin"),

    /** A gate with {@code channels: [temporal]} takes no decision through the API. */
    HOLDS_CHANNELS("ways that decisions come"),

    /** Outputs of agents of kind {@code temporal} are held against what these say they give. */
    HOLDS_OUTPUTS("outputs of agents of other workers"),

    /** Where one task is under way at a time, one that {@code policy.on_failure: pause} holds is not. */
    HELD_IS_NOT_UNDER_WAY("what is held by the policy isn't under way"),

    /** No clock is started of a reminder that would come no sooner than the timeout of its level. */
    ENDS_REMINDERS("reminders end with their level"),

    /** Under {@code four_eyes} nobody waits for the voice of who started the run. */
    STARTER_IS_NOT_HEARD("who started the run has no voice"),

    /** A task leaves its agent, and what it waits for, as its fallback begins. */
    FALLBACKS_LEAVE("fallbacks leave leases"),

    /** What a rollback to a checkpoint opens again claims its key before anything in it goes on. */
    REOPENED_CLAIM("what is opened again claims its key"),

    /** What a rollback to a checkpoint opens again, and runs whatever happens, goes on as any that has begun. */
    REOPENED_HAS_BEGUN("what is opened again has begun"),

    /** What an undoing has stopped, and is open for what comes after that, gives its key back. */
    STOPPED_GIVES_BACK("what is stopped gives its key back"),

    /** What is in a task that waits for its key is undone all the same. */
    UNDOES_IN_WHAT_WAITS("what waits for its key is undone"),

    /** A run whose place another takes while it goes back to a checkpoint ends once it is there. */
    REPLACED_GOING_BACK("replaced while it goes back"),

    /** What a rollback to a checkpoint puts back while it holds a key gives that back. */
    ASIDE_GIVES_BACK("what is put back gives its leases back"),

    /** Items and turns of a task that begins anew are put back with it, and told of so. */
    RENEWS_ITEMS("items are put back with their task"),

    /** It is told who asked what of a run, and by which channel. */
    TELLS_CONTROLS("controls are told"),

    /** Of a run that goes on after its end it is told how its tasks stand, not that they end. */
    TELLS_WHAT_STANDS("what stands is told as such"),

    /** A task of a slice that has asked for an event, and ends otherwise, gives it back. */
    GIVES_EVENTS_BACK("events are given back"),

    /** What was done instead of a task that is tried again is undone, too. */
    KEEPS_FALLBACKS("what fallbacks did is kept"),

    /** What begins anew as it was undone, or cut short, comes before all that needs it, which begins anew, too. */
    NEEDS_FIRST("what is done anew comes before what needs it"),

    /** What a run took over of the one that it restarts is undone with that one alone. */
    LEAVES_TAKEN_OVER("what was taken over is another's"),

    /** Of a run that goes on after its end, runs that did slices go on, too; they aren't replaced by others. */
    SLICES_GO_ON("slices go on after their end"),

    /** An item that a person has named begins, however many others have failed. */
    BEGINS_WHAT_IS_NAMED("what is named begins"),

    /** A task whose agent as many wait for as its lease takes claims it again later; it doesn't fail. */
    CLAIMS_LATER("a full line is stood in later");

    private final String id;

    Change(String id) {
        this.id = id;
    }

    /** Its name in histories. */
    public String id() {
        return id;
    }
}
