package dev.weft.worker.interpreter.document;

import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.FromStringDeserializer;
import java.util.function.Function;

/** Reads what is written as text. */
final class TextReader<T> extends FromStringDeserializer<T> {
    private static final long serialVersionUID = 1L;

    private final transient Function<String, T> parser;

    TextReader(Class<T> type, Function<String, T> parser) {
        super(type);
        this.parser = parser;
    }

    @Override
    protected T _deserialize(String text, DeserializationContext context) {
        return parser.apply(text);
    }
}
