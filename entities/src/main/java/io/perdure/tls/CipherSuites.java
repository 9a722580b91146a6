package io.perdure.tls;

import java.util.Arrays;
import java.util.regex.Pattern;
import javax.net.ssl.SSLEngine;

/** Which of the platform's cipher suites are used. */
public final class CipherSuites {
    /** Each connection has keys of its own, and no mode that padding attacks are known for. */
    private static final Pattern GOOD =
            Pattern.compile("TLS_(AES|CHACHA20)_.*|TLS_(ECDHE|DHE)_.*_(GCM|CHACHA20_POLY1305)_.*");

    private CipherSuites() {}

    /** Those that are good, of those that are enabled. */
    public static String[] good(SSLEngine engine) {
        return Arrays.stream(engine.getEnabledCipherSuites())
                .filter(suite -> GOOD.matcher(suite).matches())
                .toArray(String[]::new);
    }
}
