package dev.weft.worker.sandbox;

import dev.weft.definitions.action.ActionException;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Command lines of bubblewrap: a mount namespace with the system's programs read-only and no more, no network, no other
 * processes, no capabilities. Thread safe.
 */
final class Bubblewrap {
    private static final String INSTALL = " Install it (Debian, Ubuntu: apt-get install bubblewrap; Fedora: dnf install"
            + " bubblewrap), or set WEFT_SANDBOX=none to run programs without a sandbox.";
    private static final List<String> SYSTEM =
            List.of("/usr", "/bin", "/sbin", "/lib", "/lib32", "/lib64", "/libx32", "/nix/store");
    private static final List<String> SETTINGS = List.of(
            "/etc/alternatives",
            "/etc/fonts",
            "/etc/ld.so.cache",
            "/etc/ld.so.conf",
            "/etc/ld.so.conf.d",
            "/etc/localtime",
            "/etc/mime.types",
            "/etc/ssl/certs",
            "/etc/java-17-openjdk",
            "/etc/java-21-openjdk",
            "/etc/java-25-openjdk");

    private final String searchPath;
    /** What works here, once tried. */
    private volatile @Nullable List<String> base;

    Bubblewrap(String searchPath) {
        this.searchPath = searchPath;
    }

    List<String> wrap(List<String> argv, Path workspace, Path folder, List<Path> readable)
            throws ActionException, InterruptedException {
        List<String> line = new ArrayList<>(base());
        readable.forEach(other -> line.addAll(List.of("--ro-bind-try", other.toString(), other.toString())));
        line.addAll(List.of("--bind", workspace.toString(), workspace.toString()));
        line.addAll(List.of("--chdir", folder.toString(), "--"));
        line.addAll(argv);
        return line;
    }

    private List<String> base() throws ActionException, InterruptedException {
        List<String> known = base;
        if (known == null) {
            known = probe();
            base = known;
        }
        return known;
    }

    private List<String> probe() throws ActionException, InterruptedException {
        Path program = find().orElseThrow(() -> ActionException.permanent(
                "sandbox_missing", "Expected bubblewrap (bwrap) to confine programs, but found none." + INSTALL));
        List<String> line = line(program);
        List<String> trial = new ArrayList<>(line);
        trial.addAll(List.of("--", "/bin/sh", "-c", ":"));
        CommandResult result = run(trial);
        if (result.exit() != 0) {
            throw ActionException.permanent(
                    "sandbox_missing",
                    "Expected bubblewrap to work, but it failed: " + result.complaint()
                            + ". Allow unprivileged user namespaces on this machine, or set WEFT_SANDBOX=none to run"
                            + " programs without a sandbox.");
        }
        return line;
    }

    private Optional<Path> find() {
        return Arrays.stream(searchPath.split(File.pathSeparator))
                .filter(folder -> !folder.isEmpty())
                .map(folder -> Path.of(folder, "bwrap"))
                .filter(Files::isExecutable)
                .findFirst();
    }

    private static List<String> line(Path program) throws ActionException, InterruptedException {
        String help = new String(run(List.of(program.toString(), "--help")).stdout(), StandardCharsets.UTF_8);
        List<String> line = new ArrayList<>(List.of(program.toString(), "--die-with-parent", "--new-session"));
        line.addAll(List.of("--unshare-user", "--unshare-all", "--uid", "1000", "--gid", "1000", "--hostname", "weft"));
        line.addAll(List.of("--cap-drop", "ALL"));
        if (help.contains("--disable-userns")) {
            line.add("--disable-userns");
        }
        for (String folder : SYSTEM) {
            Path path = Path.of(folder);
            if (Files.isSymbolicLink(path)) {
                line.addAll(List.of("--symlink", target(path), folder));
            } else if (Files.isDirectory(path)) {
                line.addAll(List.of("--ro-bind", folder, folder));
            }
        }
        SETTINGS.forEach(file -> line.addAll(List.of("--ro-bind-try", file, file)));
        line.addAll(List.of("--proc", "/proc", "--dev", "/dev"));
        if (help.contains("--size ")) {
            line.addAll(List.of("--size", Long.toString(256L << 20)));
        }
        line.addAll(List.of("--tmpfs", "/tmp"));
        return List.copyOf(line);
    }

    private static String target(Path link) {
        try {
            return Files.readSymbolicLink(link).toString();
        } catch (IOException e) {
            return "usr" + link;
        }
    }

    private static CommandResult run(List<String> argv) throws ActionException, InterruptedException {
        Path top = Path.of("/");
        return ProcessRunner.run(
                new Command(argv, Map.of(), new byte[0], top, List.of(), Command.Limits.USUAL),
                argv,
                Map.of(),
                false,
                errors -> {});
    }
}
