package io.perdure.gateway;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/** Writes JSON as text; payloads, which are JSON text already, go in as they are. */
final class JsonWriter {
    private static final JsonFactory FACTORY = new JsonFactory();

    /** Writes the parts of a value. */
    interface Part {
        void write(JsonGenerator json) throws IOException;
    }

    private JsonWriter() {}

    static String text(Part part) {
        return text(part, 16);
    }

    /** @param length about how long the text will be, so that it need not grow on its way */
    static String text(Part part, int length) {
        var text = new StringWriter(length);
        try (JsonGenerator json = FACTORY.createGenerator(text)) {
            part.write(json);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return text.toString();
    }

    /** @param payload JSON text; null is written as null */
    static void payload(JsonGenerator json, String field, @Nullable String payload) throws IOException {
        json.writeFieldName(field);
        if (payload == null) {
            json.writeNull();
        } else {
            json.writeRawValue(payload);
        }
    }
}
