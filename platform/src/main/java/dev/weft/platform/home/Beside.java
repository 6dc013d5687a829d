package dev.weft.platform.home;

import dev.weft.platform.PlatformException;
import dev.weft.platform.PlatformException.Code;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/** Work that goes on beside this thread's. */
final class Beside<T> {
    private final FutureTask<T> task;

    private Beside(FutureTask<T> task) {
        this.task = task;
    }

    static <T> Beside<T> start(String name, Callable<T> work) {
        FutureTask<T> task = new FutureTask<>(work);
        Thread.ofPlatform().name(name).daemon().start(task);
        return new Beside<>(task);
    }

    /** What came of it, after waiting for its end; its failure is thrown here. */
    T result() throws PlatformException {
        try {
            return task.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PlatformException(Code.NOT_STARTED, "Interrupted while starting servers.", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof PlatformException known) {
                throw known;
            }
            throw e.getCause() instanceof RuntimeException bug ? bug : new IllegalStateException(e);
        }
    }
}
