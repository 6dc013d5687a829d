package dev.weft.definitions.migrate.rewrite;

/** Line ends of a text written anew: those of its author, so that a diff shows what was changed and nothing else. */
final class LineEnds {
    private LineEnds() {}

    /**
     * Gives a text the line ends of another, and a last one where that has it.
     *
     * @param written with a line feed after each line
     */
    static String like(String author, String written) {
        int first = author.indexOf('\n');
        String text = written.replace("\r\n", "\n");
        String whole = first > 0 && author.charAt(first - 1) == '\r' ? text.replace("\n", "\r\n") : text;
        return author.endsWith("\n") || author.endsWith("\r") ? whole : whole.stripTrailing();
    }
}
