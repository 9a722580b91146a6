package io.perdure.orchestrations.internal.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The settings of callHttp")
class HttpCallSettingsTest {

    @ParameterizedTest
    @DisplayName("say which key is wrong")
    @ValueSource(
            strings = {
                "allowed-ports = [0]",
                "allowed-ports = [65536]",
                "max-redirects = -1",
                "max-redirects = 21",
                "max-response-size = 0",
                "connect-timeout = 0 s",
                "request-timeout = 2 h",
                "allowed-private-networks = [\"10.0.0.0/33\"]",
                "allowed-private-networks = [\"10.0.0.1/8\"]",
                "allowed-private-networks = [\"10.0.0.0/-1\"]",
                "allowed-private-networks = [\"10.0/16\"]",
                "allowed-private-networks = [\"fd00::/129\"]",
                "allowed-private-networks = [\"fd00::zz/16\"]",
                "allowed-private-networks = [\"localhost\"]",
                "allowed-private-networks = [\"\"]"
            })
    void wrong(String setting) {
        String key = setting.substring(0, setting.indexOf(' '));

        assertThatThrownBy(() -> HttpCallSettings.of(FakeInternet.config("perdure.http-calls." + setting)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("perdure.http-calls." + key + ": ")
                .hasMessageContaining("expected");
    }

    @Test
    @DisplayName("allow no answer that could not be kept")
    void payload() {
        var settings = HttpCallSettings.of(
                FakeInternet.config("perdure { payload.max-size = 1 KiB, http-calls.max-response-size = 1 GiB }"));

        assertThat(settings.maxResponseSize()).isEqualTo(1024);
    }
}
