package dev.weft.api.folder;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import org.jspecify.annotations.Nullable;

/**
 * By what a file is known to be another than before, without reading it.
 *
 * @param key of the file on its disk, which another file under the same name doesn't have; {@code null} where disks have none
 */
record FileMark(FileTime changed, long size, @Nullable String key) {
    /** Of a file that nobody has looked at. */
    static final FileMark UNKNOWN = new FileMark(FileTime.fromMillis(0), -1, null);

    static FileMark of(Path file) throws IOException {
        BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
        Object key = attributes.fileKey();
        return new FileMark(attributes.lastModifiedTime(), attributes.size(), key == null ? null : String.valueOf(key));
    }
}
