package dev.weft.platform.postgres;

import dev.weft.platform.PlatformException;
import dev.weft.platform.PlatformException.Code;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * PostgreSQL refuses to run as root. Where this process is root, the server runs in a user namespace of its own: there
 * it is nobody, outside it still owns its files.
 */
final class PostgresUser {
    private static final List<String> NAMESPACE = List.of("unshare", "-U");

    private PostgresUser() {}

    /** The command as it must be run by this process's user. */
    static List<String> command(List<String> command) throws PlatformException {
        if (!answer(List.of("id", "-u")).equals("0")) {
            return command;
        }
        List<String> probe = new ArrayList<>(NAMESPACE);
        probe.addAll(List.of("id", "-u"));
        String inside = answer(probe);
        if (inside.isEmpty() || inside.equals("0")) {
            throw new PlatformException(
                    Code.NO_POSTGRES,
                    "Expected a user namespace for PostgreSQL, which refuses to run as root, but `unshare -U` does not work here. Run Weft as another user, or set WEFT_DATABASE_URL=jdbc:postgresql://… to use a server that runs already.");
        }
        List<String> all = new ArrayList<>(NAMESPACE);
        all.addAll(command);
        return all;
    }

    private static String answer(List<String> command) {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            String text = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
            return process.waitFor() == 0 ? text.strip() : "";
        } catch (IOException e) {
            return "";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "";
        }
    }
}
