package dev.weft.platform.home;

import dev.weft.platform.Environment;
import java.util.Optional;

/**
 * Where the store is.
 *
 * @param url JDBC address without user and password
 */
public record Database(String url, String user, String password) {
    /** The one that {@code WEFT_DATABASE_URL}, {@code WEFT_DATABASE_USER} and {@code WEFT_DATABASE_PASSWORD} name. */
    public static Optional<Database> named(Environment environment) {
        return environment
                .get("WEFT_DATABASE_URL")
                .map(url -> new Database(
                        url,
                        environment.get("WEFT_DATABASE_USER").orElse("weft"),
                        environment.get("WEFT_DATABASE_PASSWORD").orElse("")));
    }

    @Override
    public String toString() {
        return url + " as " + user;
    }
}
