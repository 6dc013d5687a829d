package dev.weft.api.health;

/**
 * What came of looking at one part of the platform.
 *
 * @param name of the part
 * @param status {@code ok}, {@code warning} or {@code failed}
 * @param cost points of the score that it takes, 0 when all is well
 * @param detail what was found, and what to do about it
 */
public record Check(String name, String status, int cost, String detail) {
    static Check ok(String name, String detail) {
        return new Check(name, "ok", 0, detail);
    }

    static Check warning(String name, int cost, String detail) {
        return new Check(name, "warning", cost, detail);
    }

    static Check failed(String name, int cost, String detail) {
        return new Check(name, "failed", cost, detail);
    }
}
