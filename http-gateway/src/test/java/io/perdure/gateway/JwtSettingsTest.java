package io.perdure.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The settings of bearer tokens")
class JwtSettingsTest {
    private static final String GOOD = "issuer = \"https://login.example/realms/shop\", audience = [perdure]";

    private static Config jwt(String settings) {
        return ConfigFactory.parseString("perdure.http.jwt { " + settings + " }")
                .withFallback(ConfigFactory.parseString("perdure.http.jwt { " + GOOD + " }"))
                .withFallback(ConfigFactory.load());
    }

    @Test
    @DisplayName("are off without an issuer, which is the default")
    void off() {
        assertThat(JwtSettings.of(ConfigFactory.load())).isEmpty();
        assertThat(JwtSettings.of(jwt(""))).isPresent();
    }

    @ParameterizedTest
    @DisplayName("say which key is wrong, where it was set, and what is allowed")
    @ValueSource(
            strings = {
                "issuer = \"http://login.example\"",
                "issuer = \"login.example\"",
                "issuer = \"https://user:secret@login.example\"",
                "issuer = \"https://login.example#x\"",
                "issuer = \"ftp://127.0.0.1\"",
                "audience = []",
                "audience = [\" \"]",
                "jwks-url = \"http://keys.example/\"",
                "jwks-url = \"not a url\"",
                "role-claim = \"\"",
                "name-claim = \" \"",
                "algorithms = []",
                "algorithms = [HS256]",
                "algorithms = [none]",
                "algorithms = [RS256, es256]",
                "clock-skew = 6 minutes",
                "max-token-size = 100",
                "max-token-size = 1 MiB",
                "refresh-interval = 0 s",
                "keep-keys = 1 minute",
                "refetch-after = 10 ms",
                "fetch-timeout = 1 ms"
            })
    void wrong(String setting) {
        assertThatThrownBy(() -> JwtSettings.of(jwt(setting)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("perdure.http.jwt." + setting.substring(0, setting.indexOf(' ')) + ": ")
                .hasMessageContainingAll("expected", "set by");
    }
}
