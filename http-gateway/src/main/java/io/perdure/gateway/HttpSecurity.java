package io.perdure.gateway;

import com.typesafe.config.Config;
import io.perdure.settings.Problems;
import io.perdure.settings.SettingsReader;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who may use the door, and how it is watched.
 *
 * @param tls null when the port speaks http
 * @param tokens null when no bearer tokens are accepted
 * @param keyInLinks whether links in answers have the key of the caller (H-24)
 */
record HttpSecurity(
        Doorman doorman,
        @Nullable Tls tls,
        @Nullable JwtTokens tokens,
        Origins origins,
        Audit.Detail audit,
        boolean keyInLinks)
        implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(HttpSecurity.class);

    /**
     * Reads and checks the settings and the files of TLS, and begins to fetch the keys of tokens if some are accepted.
     *
     * @throws IllegalArgumentException with all that is wrong; also when everybody who reaches the door could use it, and it
     *     can be reached from elsewhere
     */
    static HttpSecurity start(Config config) {
        var problems = new Problems();
        SecuritySettings settings =
                SecuritySettings.read(SettingsReader.ofAll(config, problems).section("http"));
        problems.throwIfAny();
        // Now something is opened.
        Tls tls = settings.tls().map(Tls::start).orElse(null);
        JwtTokens tokens = settings.jwt().map(JwtTokens::start).orElse(null);
        if (!settings.isOpen() && !settings.loopback() && tls == null) {
            LOG.warn(
                    "Keys and tokens reach {} unencrypted: set perdure.http.tls, or have a proxy with TLS in front",
                    config.getString("perdure.http.host"));
        }
        return new HttpSecurity(
                new Doorman(settings.keys(), tokens),
                tls,
                tokens,
                settings.origins(),
                settings.audit(),
                settings.keyInLinks());
    }

    @Override
    public void close() {
        if (tls != null) {
            tls.close();
        }
        if (tokens != null) {
            tokens.close();
        }
    }
}
