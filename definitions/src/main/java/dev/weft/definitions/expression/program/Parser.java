package dev.weft.definitions.expression.program;

import dev.cel.common.CelOptions;
import dev.cel.common.CelValidationResult;
import dev.cel.parser.CelParser;
import dev.cel.parser.CelParserFactory;

/** Reads CEL text. The parser is built once and is thread safe. */
public final class Parser {
    /** Characters of the longest expression. */
    public static final int LONGEST = 20_000;

    /** Levels of the deepest expression. */
    public static final int DEEPEST = 200;

    private static final CelParser PARSER = CelParserFactory.standardCelParserBuilder()
            .setOptions(CelOptions.current()
                    .enableOptionalSyntax(true)
                    .maxExpressionCodePointSize(LONGEST)
                    .maxParseRecursionDepth(DEEPEST)
                    .maxParseErrorRecoveryLimit(10)
                    .build())
            .addMacros(Macros.all())
            .build();

    private Parser() {}

    /** The syntax tree with macros expanded, or what is wrong. */
    public static CelValidationResult parse(String text) {
        return PARSER.parse(text, "");
    }
}
