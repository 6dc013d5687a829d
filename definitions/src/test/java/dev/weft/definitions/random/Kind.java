package dev.weft.definitions.random;

/** What an expression gives, as far as the generator cares. */
enum Kind {
    WHOLE,
    TEXT,
    TRUTH,
    WHOLES,
    TEXTS,
    TIME,
    ANY
}
