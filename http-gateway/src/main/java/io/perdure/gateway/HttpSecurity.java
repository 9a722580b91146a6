package io.perdure.gateway;

import com.typesafe.config.Config;
import java.net.InetAddress;
import java.net.UnknownHostException;
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
     * @throws IllegalArgumentException naming key, where it was set and what is allowed; also when everybody who reaches
     *     the door could use it, and it can be reached from elsewhere
     */
    static HttpSecurity start(Config config) {
        var read = new SettingsReader(config, HttpSettings.SECTION);
        Keys keys = KeySettings.of(config);
        boolean open = keys.isEmpty() && JwtSettings.of(config).isEmpty();
        boolean loopback = isLoopback(read);
        if (open && !loopback && !read.flag("allow-insecure")) {
            throw read.wrong(
                    "host",
                    read.text("host"),
                    "a loopback address, because no access key is configured and everybody could use the node; set"
                            + " perdure.http.key or keys, or perdure.http.jwt; perdure.http.allow-insecure = on permits it nevertheless");
        }
        var origins = Origins.of(config, open);
        var audit = Audit.Detail.of(config);
        boolean keyInLinks = read.flag("key-in-links");
        // Last: they open something.
        Tls tls = Tls.start(config);
        JwtTokens tokens = JwtTokens.start(config);
        if (!open && !loopback && tls == null) {
            LOG.warn(
                    "Keys and tokens reach {} unencrypted: set perdure.http.tls, or have a proxy with TLS in front",
                    read.text("host"));
        }
        return new HttpSecurity(new Doorman(keys, tokens), tls, tokens, origins, audit, keyInLinks);
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

    private static boolean isLoopback(SettingsReader read) {
        String host = read.text("host");
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException unknown) {
            throw read.wrong("host", host, "a name or address of this machine");
        }
    }
}
