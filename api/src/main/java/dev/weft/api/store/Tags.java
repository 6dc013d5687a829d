package dev.weft.api.store;

/** Comparing an {@code If-Match} with what is there. */
final class Tags {
    private Tags() {}

    /**
     * Whether a list of entity tags, as {@code If-Match} has it, names this one.
     *
     * @param expected such as {@code "3-0123456789abcdef"}, several with commas, or {@code *}
     */
    static boolean match(String expected, String tag) {
        for (String one : expected.split(",")) {
            String bare = one.strip();
            if (bare.equals("*") || bare.equals("\"" + tag + "\"") || bare.equals(tag)) {
                return true;
            }
        }
        return false;
    }
}
