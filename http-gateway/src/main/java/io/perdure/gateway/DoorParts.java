package io.perdure.gateway;

import com.typesafe.config.Config;
import org.jspecify.annotations.Nullable;

/**
 * What the door needs beside the engine, and has to close.
 *
 * @param tokens null when no bearer tokens are accepted
 * @param tls null when the port speaks http
 */
record DoorParts(@Nullable JwtTokens tokens, @Nullable Tls tls) implements AutoCloseable {

    /** @throws IllegalArgumentException when a setting or a file is wrong, naming it and what is expected */
    static DoorParts open(Config config) {
        Tls tls = Tls.start(config);
        try {
            return new DoorParts(JwtTokens.start(config), tls);
        } catch (RuntimeException wrong) {
            if (tls != null) {
                tls.close();
            }
            throw wrong;
        }
    }

    @Override
    public void close() {
        if (tokens != null) {
            tokens.close();
        }
        if (tls != null) {
            tls.close();
        }
    }
}
