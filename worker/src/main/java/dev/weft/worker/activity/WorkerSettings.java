package dev.weft.worker.activity;

import dev.weft.definitions.plugin.Plugins;
import dev.weft.worker.egress.dial.EgressProxy;
import dev.weft.worker.sandbox.SandboxMode;
import dev.weft.worker.secret.EnvironmentSecrets;
import dev.weft.worker.secret.FileSecrets;
import dev.weft.worker.secret.SecretProvider;
import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an operator decides about the work of tasks.
 *
 * @param home folder of the platform
 * @param workspace folder where relative paths of runs' files start
 * @param roots more folders whose files may be touched
 * @param egress addresses, CIDRs and hosts that may be reached although they are not public
 * @param proxy through which others are reached; {@code null} for none
 * @param sandbox how programs are confined
 * @param readable folders that programs in the sandbox may read, besides the system's own
 * @param searchPath where {@code bwrap} is found, as PATH has it
 * @param secrets where secrets are looked up, in order
 */
public record WorkerSettings(
        Path home,
        Path workspace,
        List<Path> roots,
        List<String> egress,
        @Nullable EgressProxy proxy,
        SandboxMode sandbox,
        List<Path> readable,
        String searchPath,
        List<SecretProvider> secrets) {
    public WorkerSettings {
        roots = List.copyOf(roots);
        egress = List.copyOf(egress);
        readable = List.copyOf(readable);
        secrets = List.copyOf(secrets);
    }

    /**
     * Reads {@code WEFT_WORKSPACE_ROOTS} and {@code WEFT_SANDBOX_READ} (folders, separated as in PATH),
     * {@code WEFT_EGRESS_ALLOW} (separated by commas), {@code WEFT_PROXY} with {@code WEFT_NO_PROXY} (separated by
     * commas), {@code WEFT_SANDBOX} and {@code WEFT_SECRET_*}. Secrets are looked
     * up in the environment, in {@code HOME/secrets}, then with providers of third parties.
     *
     * @throws IllegalArgumentException when a setting has a value that it can't have
     */
    public static WorkerSettings fromEnvironment(Path home, Map<String, String> environment) {
        Path folder = home.toAbsolutePath().normalize();
        List<SecretProvider> secrets = new ArrayList<>();
        secrets.add(new EnvironmentSecrets(environment));
        secrets.add(new FileSecrets(folder.resolve("secrets")));
        secrets.addAll(Plugins.current().find(SecretProvider.class));
        return new WorkerSettings(
                folder,
                folder.resolve("workspace"),
                folders(environment.getOrDefault("WEFT_WORKSPACE_ROOTS", "")),
                split(environment.getOrDefault("WEFT_EGRESS_ALLOW", ""), ","),
                proxy(environment),
                SandboxMode.parse(environment.getOrDefault("WEFT_SANDBOX", "bubblewrap")),
                folders(environment.getOrDefault("WEFT_SANDBOX_READ", "")),
                environment.getOrDefault("PATH", "/usr/local/bin:/usr/bin:/bin"),
                secrets);
    }

    private static @Nullable EgressProxy proxy(Map<String, String> environment) {
        String url = environment.getOrDefault("WEFT_PROXY", "");
        return url.isBlank() ? null : EgressProxy.parse(url, split(environment.getOrDefault("WEFT_NO_PROXY", ""), ","));
    }

    private static List<Path> folders(String text) {
        return split(text, File.pathSeparator).stream()
                .map(path -> Path.of(path).toAbsolutePath().normalize())
                .toList();
    }

    private static List<String> split(String text, String separator) {
        return Arrays.stream(text.split(separator))
                .map(String::strip)
                .filter(part -> !part.isEmpty())
                .toList();
    }
}
