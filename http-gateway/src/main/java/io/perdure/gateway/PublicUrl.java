package io.perdure.gateway;

import io.perdure.settings.SettingsReader;
import java.net.URI;
import java.net.URISyntaxException;
import org.jspecify.annotations.Nullable;

/** The setting {@code perdure.http.public-url}: how clients reach this node, when no request says it (H-36). */
final class PublicUrl {
    static final String KEY = "perdure.http.public-url";

    private PublicUrl() {}

    /** Without a slash at its end; empty when not set. */
    static String read(SettingsReader http) {
        return http.text(
                        "public-url",
                        url -> url.isBlank() || isBase(url.trim()),
                        "http or https, a host, perhaps a path, nothing else, such as https://perdure.example.org")
                .trim()
                .replaceFirst("/+$", "");
    }

    private static boolean isBase(String url) {
        try {
            var parsed = new URI(url);
            return isHttp(parsed.getScheme())
                    && parsed.getHost() != null
                    && parsed.getRawUserInfo() == null
                    && parsed.getRawQuery() == null
                    && parsed.getRawFragment() == null;
        } catch (URISyntaxException malformed) {
            return false;
        }
    }

    private static boolean isHttp(@Nullable String scheme) {
        return "http".equalsIgnoreCase(scheme) || "https".equalsIgnoreCase(scheme);
    }
}
