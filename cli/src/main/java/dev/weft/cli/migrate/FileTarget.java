package dev.weft.cli.migrate;

import dev.weft.definitions.migrate.rewrite.Rewritten;
import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where the text of a file goes: each file is whole or not there, and the author's own text is kept. Done again after it was
 * cut short, it goes on.
 */
public sealed interface FileTarget {
    /**
     * Writes the definitions of a file.
     *
     * @throws IOException when a file can't be written, or another one is in the way; what is there then stays
     */
    Placed place(Path file, Migrated migrated) throws IOException;

    /**
     * Where it is now.
     *
     * @param kept where the author's own text is; {@code null} where it is in the file
     */
    record Placed(List<Path> files, @Nullable Path kept) {}

    /**
     * The file itself; several definitions, and what was JSON, in files beside it named by their ids. The author's text is
     * kept as {@code FILE.bak}.
     */
    record Beside() implements FileTarget {
        @Override
        public Placed place(Path file, Migrated migrated) throws IOException {
            // A link stays one.
            Path real = Files.isSymbolicLink(file) ? file.toRealPath() : file;
            Map<Path, String> texts = new LinkedHashMap<>();
            boolean stays = migrated.documents().size() == 1 && !real.toString().endsWith(".json");
            for (Rewritten one : migrated.documents()) {
                texts.put(stays ? real : real.resolveSibling(one.id() + ".yaml"), one.text());
            }
            requireFree(texts, real);
            Path kept = free(real);
            Files.copy(real, kept, StandardCopyOption.COPY_ATTRIBUTES);
            for (Map.Entry<Path, String> text : texts.entrySet()) {
                write(text.getKey(), text.getValue(), real);
            }
            if (!texts.containsKey(real)) {
                Files.delete(real);
            }
            return new Placed(List.copyOf(texts.keySet()), kept);
        }

        private static Path free(Path file) {
            Path kept = file.resolveSibling(file.getFileName() + ".bak");
            for (int i = 2; Files.exists(kept); i++) {
                kept = file.resolveSibling(file.getFileName() + ".bak" + i);
            }
            return kept;
        }
    }

    /**
     * A folder: the file under its own name, several definitions in files named by their ids.
     *
     * @param folder is made where it is missing
     */
    record Folder(Path folder) implements FileTarget {
        @Override
        public Placed place(Path file, Migrated migrated) throws IOException {
            Files.createDirectories(folder);
            Map<Path, String> texts = new LinkedHashMap<>();
            String name = file.getFileName().toString();
            for (Rewritten one : migrated.documents()) {
                String own = migrated.documents().size() > 1 ? one.id() + ".yaml" : name;
                boolean yaml = !own.endsWith(".json") || migrated.isCurrent();
                texts.put(folder.resolve(yaml ? own : own.replaceFirst("json$", "yaml")), one.text());
            }
            requireFree(texts, null);
            for (Map.Entry<Path, String> text : texts.entrySet()) {
                write(text.getKey(), text.getValue(), file);
            }
            return new Placed(List.copyOf(texts.keySet()), null);
        }
    }

    private static void requireFree(Map<Path, String> texts, @Nullable Path own) throws IOException {
        for (Map.Entry<Path, String> text : texts.entrySet()) {
            Path file = text.getKey();
            if (!file.equals(own)
                    && Files.exists(file)
                    && !Files.readString(file).equals(text.getValue())) {
                throw new IOException(
                        "Expected " + file + " to be free, but there is another file of this name. Move it"
                                + " away, or write elsewhere with --output-dir.");
            }
        }
    }

    private static void write(Path file, String text, Path like) throws IOException {
        Path whole = Files.createTempFile(file.toAbsolutePath().getParent(), ".weft", ".tmp");
        try {
            Files.copy(like, whole, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.COPY_ATTRIBUTES);
            Files.writeString(whole, text);
            Files.move(whole, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(whole, file, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(whole);
        }
    }
}
