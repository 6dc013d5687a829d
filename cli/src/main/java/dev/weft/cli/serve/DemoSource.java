package dev.weft.cli.serve;

import dev.weft.cli.CliException;
import dev.weft.cli.Exit;
import dev.weft.definitions.catalog.Catalog;
import dev.weft.platform.PlatformException;
import dev.weft.platform.home.HomeFolder;
import dev.weft.platform.process.Disk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/** The text of a demonstration, put where runs may read it. */
final class DemoSource {
    private DemoSource() {}

    /**
     * Copies a file, or the sample where none is named, into the home's workspace.
     *
     * @return its path there
     */
    static String place(HomeFolder home, Optional<String> named) throws PlatformException {
        String folder = "sources";
        Path source = named.map(Path::of).orElse(null);
        if (source != null && !Files.isReadable(source)) {
            if (Files.isReadable(home.workspace().resolve(source))) {
                return source.toString();
            }
            throw new CliException(
                    Exit.NOT_FOUND,
                    "Expected a Markdown or text file for --input source, but there is no " + source + ".");
        }
        String name = source == null ? Catalog.MAIN_SAMPLE : String.valueOf(source.getFileName());
        Path target = home.workspace().resolve(folder).resolve(name);
        try {
            Files.createDirectories(home.workspace().resolve(folder));
            if (source != null) {
                Files.copy(source, target, StandardCopyOption.REPLACE_EXISTING);
            } else {
                Files.write(target, Catalog.load().sample(name));
            }
        } catch (IOException e) {
            throw Disk.explain(target, e);
        }
        return folder + "/" + name;
    }
}
