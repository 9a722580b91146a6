package io.perdure.gateway;

import java.util.Locale;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Finds out who calls, and whether they may (H-9). */
final class Doorman {
    private static final String BEARER = "Bearer ";

    private final Keys keys;
    private final @Nullable Tokens tokens;

    /** @param tokens null when none are accepted */
    Doorman(Keys keys, @Nullable Tokens tokens) {
        this.keys = keys;
        this.tokens = tokens;
    }

    /** Says who a bearer of a token is; completes with null when the token is not good. */
    interface Tokens {
        CompletionStage<@Nullable Caller> verify(String token);
    }

    /** Whether there are neither keys nor tokens: then everybody may do everything. */
    boolean isOpen() {
        return keys.isEmpty() && tokens == null;
    }

    /** Who calls, as far as keys say. */
    Caller byKey(Exchange exchange) {
        if (isOpen()) {
            return Caller.ANYBODY;
        }
        Caller found = byKey(exchange.query().text("code"));
        if (found == null) {
            found = byKey(exchange.header("x-functions-key"));
        }
        return found == null ? Caller.NOBODY : found;
    }

    /** The bearer's token; null when there is none, or nobody here would understand it. */
    @Nullable
    String token(Exchange exchange) {
        if (tokens == null) {
            return null;
        }
        String header = exchange.header("Authorization");
        return header != null && header.regionMatches(true, 0, BEARER, 0, BEARER.length())
                ? header.substring(BEARER.length()).trim()
                : null;
    }

    /** Who calls, as the token says; somebody whose token is not good is nobody. */
    CompletionStage<Caller> byToken(String token) {
        if (tokens == null) {
            return Stages.done(Caller.NOBODY);
        }
        return Stages.map(tokens.verify(token), caller -> caller == null ? Caller.NOBODY : caller);
    }

    /** @throws Refusal when the caller may not do it, or must say first who they are */
    static void admit(Caller caller, Access needed) {
        if (caller.access().allows(needed)) {
            return;
        }
        if (caller.equals(Caller.NOBODY)) {
            throw new Refusal(
                    Problem.UNAUTHORIZED,
                    "Access key: missing or wrong (expected: one in the header x-functions-key or the query parameter code, or a bearer token where those are accepted).");
        }
        throw new Refusal(
                Problem.FORBIDDEN,
                "Access of %s: %s (expected: %s).".formatted(caller.name(), lower(caller.access()), lower(needed)));
    }

    private static String lower(Access access) {
        return access.name().toLowerCase(Locale.ROOT);
    }

    private @Nullable Caller byKey(@Nullable String sent) {
        return sent == null || sent.isBlank() ? null : keys.find(sent.strip());
    }
}
