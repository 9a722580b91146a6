package io.perdure.entities.internal;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.perdure.kernel.store.InstanceQuery.Position;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * Continuation tokens: opaque to users, JSON in base64url to us. They carry a version and what they are for, so that an
 * old or a mistaken one is refused and never misread.
 */
public final class PageTokens {

    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
    private static final int VERSION = 1;
    /** What databases can hold. */
    private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");

    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999999Z");
    private static final String LIST = "list";
    private static final String INSTANCES = "instances";
    private static final String HISTORY = "history";

    private PageTokens() {}

    private record Token(
            @JsonProperty("v") int version,
            @JsonProperty("f") String purpose,
            @JsonProperty("n") @Nullable String name,
            @JsonProperty("k") @Nullable String key,
            @JsonProperty("b") long before,
            @JsonProperty("o") int offset,

            @JsonProperty("c") @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String createdAt) {}

    /**
     * A place in a history.
     *
     * @param before look at steps below this version only
     * @param offset operations of the first such step, newest first, that were on pages before
     */
    record HistoryPlace(long before, int offset) {
        static final HistoryPlace NEWEST = new HistoryPlace(Long.MAX_VALUE, 0);
    }

    static String list(Position position) {
        return write(new Token(VERSION, LIST, position.name(), position.key(), 0, 0, null));
    }

    static @Nullable Position list(@Nullable String token) {
        if (token == null) {
            return null;
        }
        Token read = read(token, LIST);
        if (read.name == null || read.key == null || !isText(read.name + read.key)) {
            throw malformed(token, null);
        }
        return new Position(read.name, read.key);
    }

    /** In the order of creation. */
    public static String instances(Position position) {
        return write(new Token(
                VERSION, INSTANCES, position.name(), position.key(), 0, 0, String.valueOf(position.createdAt())));
    }

    public static @Nullable Position instances(@Nullable String token) {
        if (token == null) {
            return null;
        }
        Token read = read(token, INSTANCES);
        if (read.name == null || read.key == null || read.createdAt == null || !isText(read.name + read.key)) {
            throw malformed(token, null);
        }
        return new Position(read.name, read.key, date(token, read.createdAt));
    }

    static String history(HistoryPlace place) {
        return write(new Token(VERSION, HISTORY, null, null, place.before(), place.offset(), null));
    }

    static HistoryPlace history(@Nullable String token) {
        if (token == null) {
            return HistoryPlace.NEWEST;
        }
        Token read = read(token, HISTORY);
        if (read.before < 1 || read.offset < 0) {
            throw malformed(token, null);
        }
        return new HistoryPlace(read.before, read.offset);
    }

    private static String write(Token token) {
        try {
            return Base64.getUrlEncoder().withoutPadding().encodeToString(MAPPER.writeValueAsBytes(token));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Continuation token cannot be written", e);
        }
    }

    private static Token read(String token, String purpose) {
        try {
            String json = new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
            Token read = MAPPER.readValue(json, Token.class);
            if (read == null || read.version != VERSION || !purpose.equals(read.purpose)) {
                throw malformed(token, null);
            }
            return read;
        } catch (JsonProcessingException e) {
            throw malformed(token, e);
        } catch (IllegalArgumentException notBase64) {
            throw malformed(token, notBase64);
        }
    }

    /** No id has control characters or halves of surrogate pairs, and a database may not take them. */
    private static boolean isText(String text) {
        return text.codePoints()
                .noneMatch(c -> Character.isISOControl(c) || Character.getType(c) == Character.SURROGATE);
    }

    private static Instant date(String token, String text) {
        try {
            Instant date = Instant.parse(text);
            if (date.isBefore(FIRST) || date.isAfter(LAST)) {
                throw malformed(token, null);
            }
            return date;
        } catch (DateTimeParseException e) {
            throw malformed(token, e);
        }
    }

    private static IllegalArgumentException malformed(String token, @Nullable Exception cause) {
        return new IllegalArgumentException(
                "Continuation token: \"%.60s\" (expected: the token of the page before, as it was given)."
                        .formatted(token.replaceAll("\\p{Cc}", "?")),
                cause);
    }
}
