package dev.weft.definitions.validate;

/** One thing that can be wrong with a definition beyond the form of its fields. Stateless and thread safe. */
@FunctionalInterface
public interface Rule {
    /**
     * Looks at a draft and reports what is wrong. The draft may have errors already: a rule passes over what is missing,
     * and doesn't repeat what has been said. Takes time linear in the document.
     */
    void check(Check check);
}
