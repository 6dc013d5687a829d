package com.example.weft;

import dev.weft.definitions.action.Doc;
import org.jspecify.annotations.Nullable;

/** The parameters of action {@code slug}: names in snake case, documentation and schema come from here. */
@Doc("Makes a word of a text that fits into file names and addresses.")
public record Slug(
        @Doc(value = "The text.", example = "Hello, World") String text,
        @Doc(value = "What stands between words; a dash where it is left out.", example = "_") @Nullable String separator) {}
