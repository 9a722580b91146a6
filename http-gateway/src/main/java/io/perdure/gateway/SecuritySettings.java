package io.perdure.gateway;

import io.perdure.settings.SettingsReader;
import io.perdure.settings.WrongSetting;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What {@code perdure.http} says of who may use the door.
 *
 * @param loopback whether it is reached from this machine only
 */
record SecuritySettings(
        Keys keys,
        Optional<JwtSettings> jwt,
        Optional<TlsSettings> tls,
        Origins origins,
        Audit.Detail audit,
        boolean keyInLinks,
        boolean loopback) {

    /** Reads the section {@code perdure.http}, and the files of TLS. */
    static SecuritySettings read(SettingsReader http) {
        Keys keys = KeySettings.read(http);
        var jwt = JwtSettings.read(http);
        var tls = TlsSettings.read(http);
        boolean open = keys.isEmpty() && jwt.isEmpty();
        boolean loopback = isLoopback(http);
        if (open && !loopback && !http.flag("allow-insecure") && !isAccessWrong(http)) {
            http.wrong(
                    "host",
                    "a loopback address, because no access key is configured and everybody could use the node; set"
                            + " perdure.http.key or keys, or perdure.http.jwt; perdure.http.allow-insecure = on permits it nevertheless");
        }
        try {
            tls.ifPresent(TlsContext::read);
        } catch (WrongSetting unusable) {
            http.wrong(unusable);
        }
        return new SecuritySettings(
                keys, jwt, tls, Origins.read(http, open), Audit.Detail.read(http), http.flag("key-in-links"), loopback);
    }

    /** Whether everybody may do everything who reaches the door. */
    boolean isOpen() {
        return keys.isEmpty() && jwt.isEmpty();
    }

    /** Somebody meant it not to be open, then. */
    private static boolean isAccessWrong(SettingsReader http) {
        return Stream.of("key", "key-file", "keys", "jwt.issuer", "allow-insecure", "host")
                .anyMatch(key -> http.problems().concern(http.path(key)));
    }

    private static boolean isLoopback(SettingsReader http) {
        String host = http.text("host");
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException unknown) {
            http.wrong("host", "a name or address of this machine");
            return true;
        }
    }
}
