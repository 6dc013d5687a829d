package dev.weft.platform.home;

/** What a home runs and what listens. */
public enum Server {
    /** API and worker: one JVM. */
    WEFT("weft", "the API", "--port", 8080),
    TEMPORAL("temporal", "the Temporal server", "--temporal-port", 7233),
    TEMPORAL_UI("temporal_ui", "the Temporal web UI", "--temporal-ui-port", 8233),
    /** Its port matters to nobody outside, so a free one is taken. */
    POSTGRES("postgres", "PostgreSQL", "", 0);

    private final String key;
    private final String words;
    private final String option;
    private final int port;

    Server(String key, String words, String option, int port) {
        this.key = key;
        this.words = words;
        this.option = option;
        this.port = port;
    }

    /** Its name in {@code weft.json}. */
    public String key() {
        return key;
    }

    /** Its name in a sentence. */
    public String words() {
        return words;
    }

    /** The option of {@code weft up} that chooses its port. */
    public String option() {
        return option;
    }

    /** The port it takes where nobody says otherwise; 0 for a free one. */
    public int defaultPort() {
        return port;
    }
}
