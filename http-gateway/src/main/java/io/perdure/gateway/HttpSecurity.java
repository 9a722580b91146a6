package io.perdure.gateway;

import com.typesafe.config.Config;
import java.net.InetAddress;
import java.net.UnknownHostException;
import org.jspecify.annotations.Nullable;

/**
 * Who may use the door, and how it is watched.
 *
 * @param keyInLinks whether links in answers have the key of the caller (H-24)
 */
record HttpSecurity(Doorman doorman, Origins origins, Audit.Detail audit, boolean keyInLinks) {

    /**
     * Reads and checks the settings.
     *
     * @param tokens who understands bearer tokens; null when none are accepted
     * @throws IllegalArgumentException naming key, where it was set and what is allowed; also when everybody who reaches
     *     the door could use it, and it can be reached from elsewhere
     */
    static HttpSecurity of(Config config, Doorman.@Nullable Tokens tokens) {
        var read = new SettingsReader(config, HttpSettings.SECTION);
        var doorman = new Doorman(KeySettings.of(config), tokens);
        if (doorman.isOpen() && !read.flag("allow-insecure")) {
            refuseBeyondLoopback(read);
        }
        return new HttpSecurity(
                doorman, Origins.of(config, doorman.isOpen()), Audit.Detail.of(config), read.flag("key-in-links"));
    }

    private static void refuseBeyondLoopback(SettingsReader read) {
        String host = read.text("host");
        boolean loopback;
        try {
            loopback = InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException unknown) {
            throw read.wrong("host", host, "a name or address of this machine");
        }
        if (!loopback) {
            throw read.wrong(
                    "host",
                    host,
                    "a loopback address, because no access key is configured and everybody could use the node; set"
                            + " perdure.http.key or keys, or perdure.http.jwt; perdure.http.allow-insecure = on permits it nevertheless");
        }
    }
}
