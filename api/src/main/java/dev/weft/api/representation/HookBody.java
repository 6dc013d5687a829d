package dev.weft.api.representation;

import dev.weft.api.store.FiringState;
import dev.weft.api.store.StoredFiring;
import org.jspecify.annotations.Nullable;

/**
 * What has become of a call of a hook.
 *
 * @param trigger its id
 * @param state {@code started}, {@code due} where the run is started as soon as it can be, {@code filtered} where the filter
 *     leaves the call out
 * @param run that it started; {@code null} for none
 * @param repeated whether another call with the same key came before
 * @param reason why the run isn't there yet; {@code null} for none
 */
public record HookBody(
        String trigger,
        String state,
        @Nullable String run,
        boolean repeated,
        @Nullable String reason) {
    /** Of a call that is kept. */
    public static HookBody of(StoredFiring firing, boolean repeated) {
        return new HookBody(
                firing.triggerId(),
                firing.state().word(),
                firing.run(),
                repeated,
                firing.state() == FiringState.STARTED ? null : firing.reason());
    }

    /** Of a call that the filter leaves out. */
    public static HookBody filtered(String trigger) {
        return new HookBody(trigger, "filtered", null, false, null);
    }
}
