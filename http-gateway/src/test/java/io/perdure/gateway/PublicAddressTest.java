package io.perdure.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import akka.http.javadsl.model.HttpRequest;
import akka.http.javadsl.model.headers.RawHeader;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("The address in links (H-36)")
class PublicAddressTest {
    private static final PublicAddress TRUSTING = new PublicAddress(true, "");
    private static final PublicAddress WARY = new PublicAddress(false, "");

    @ParameterizedTest
    @DisplayName("follows the header Forwarded (RFC 7239) of the proxy next to the client, when told to")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    proto=https;host=shop.example                            | https://shop.example
                    for=10.0.0.9;host="shop.example:8443";proto=https        | https://shop.example:8443
                    Proto=https; Host=shop.example, proto=http;host=inner    | https://shop.example
                    host=shop.example                                        | http://shop.example
                    proto=https                                              | https://node:8080
                    proto=ftp;host=shop.example                              | http://shop.example
                    host="shop.example/evil"                                 | http://node:8080
                    host="a@b"                                               | http://node:8080
                    nonsense                                                 | http://node:8080
                    ``                                                       | http://node:8080
                    """)
    void forwarded(String header, String origin) {
        HttpRequest request = request("Forwarded", header);

        assertThat(TRUSTING.origin(request)).isEqualTo(origin);
        assertThat(WARY.origin(request)).isEqualTo("http://node:8080");
    }

    @Test
    @DisplayName("prefers the standard's header to the customary one")
    void both() {
        HttpRequest request = request("X-Forwarded-Host", "custom.example")
                .addHeader(RawHeader.create("Forwarded", "host=standard.example"));

        assertThat(TRUSTING.origin(request)).isEqualTo("http://standard.example");
    }

    @ParameterizedTest
    @DisplayName("has a client behind it, whom a proxy names if it is believed, for the audit log")
    @CsvSource({
        "X-Forwarded-For, '203.0.113.9, 10.0.0.1', 203.0.113.9",
        "X-Forwarded-For, 2001:db8::1,             2001:db8::1",
        "Forwarded,       'for=\"[2001:db8::1]:4711\"', [2001:db8::1]:4711",
        "X-Forwarded-For, '203.0.113.9 caller=\"x\"',  direct",
        "Via,             somebody,                direct"
    })
    void client(String name, String value, String client) {
        HttpRequest request = request(name, value);

        assertThat(TRUSTING.client(request, () -> "direct")).isEqualTo(client);
        assertThat(WARY.client(request, () -> "direct")).isEqualTo("direct");
    }

    private static HttpRequest request(String header, String value) {
        return HttpRequest.create("http://node:8080/x").addHeader(RawHeader.create(header, value));
    }
}
