package io.perdure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("The settings of bootstrap")
class BootstrapSettingsTest {
    private static final String DISCOVERY = "akka.management.cluster.bootstrap.contact-point-discovery.";

    private static Config load(String bootstrap) {
        return PerdureConfig.withDefaults(ConfigFactory.parseString("""
                perdure { store = postgres, cluster { host = "10.0.0.1", port = 2551, bootstrap { %s } } }
                """.formatted(bootstrap)));
    }

    @Test
    @DisplayName("are off; nothing of them is said to Akka then")
    void off() {
        Config all = PerdureConfig.withDefaults(ConfigFactory.empty());

        assertThat(ClusterSettings.of(all.getConfig("perdure")).bootstrap()).isEmpty();
        assertThat(all.getString("akka.management.http.hostname")).isEqualTo("<hostname>");
    }

    @Test
    @DisplayName("name the nodes themselves with config")
    void config() {
        Config all = load("method = config, contact-points = [\"10.0.0.1:8558\", \"10.0.0.2:8559\"]");

        assertThat(all.getString(DISCOVERY + "discovery-method")).isEqualTo("config");
        assertThat(all.getConfigList("akka.discovery.config.services.perdure.endpoints"))
                .extracting(point -> point.getString("host") + ' ' + point.getInt("port"))
                .containsExactly("10.0.0.1 8558", "10.0.0.2 8559");
    }

    @Test
    @DisplayName("look up a name with dns")
    void dns() {
        Config all =
                load("method = dns, service-name = nodes.example, port-name = contact, required-contact-points = 3");

        assertThat(all.getString(DISCOVERY + "discovery-method")).isEqualTo("akka-dns");
        assertThat(all.getString(DISCOVERY + "service-name")).isEqualTo("nodes.example");
        assertThat(all.getString(DISCOVERY + "port-name")).isEqualTo("contact");
        assertThat(all.getInt(DISCOVERY + "required-contact-point-nr")).isEqualTo(3);
    }

    @Test
    @DisplayName("select pods with kubernetes")
    void kubernetes() {
        Config all = load("method = kubernetes, namespace = shop");

        assertThat(all.getString(DISCOVERY + "discovery-method")).isEqualTo("kubernetes-api");
        assertThat(all.getString("akka.discovery.kubernetes-api.pod-namespace")).isEqualTo("shop");
        assertThat(all.getString("akka.discovery.kubernetes-api.pod-label-selector"))
                .isEqualTo("app.kubernetes.io/name=%s");
    }

    @Test
    @DisplayName("open the contact point where the node is reached, with no other routes")
    void contact_point() {
        Config all = load("method = dns, port = 8600");

        assertThat(all.getString("akka.management.http.bind-hostname")).isEqualTo("10.0.0.1");
        assertThat(all.getInt("akka.management.http.port")).isEqualTo(8600);
        assertThat(all.getConfig("akka.management.http.routes").root().unwrapped())
                .containsEntry("health-checks", "")
                .containsEntry("cluster-management", "");
    }

    @ParameterizedTest(name = "{0}")
    @DisplayName("are refused when they are wrong or contradict others")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "method = zookeeper | perdure.cluster.bootstrap.method: zookeeper (expected: one of none, config, dns, kubernetes).",
                "method = dns, service-name = \"\" | perdure.cluster.bootstrap.service-name: \"\" (expected: the name to look up).",
                "method = dns, required-contact-points = 0 | perdure.cluster.bootstrap.required-contact-points: 0 (expected: a whole number, 1 to 1000).",
                "method = dns, port = many | perdure.cluster.bootstrap.port: many (expected: a whole number, 1 to 65535).",
                "method = dns, port = 2551 | perdure.cluster.bootstrap.port: 2551 (expected: another one than perdure.cluster.port).",
                "method = config | perdure.cluster.bootstrap.contact-points: none (expected: those of all nodes, with method = config).",
                "method = dns, contact-points = [\"a:1\"] | perdure.cluster.bootstrap.contact-points: [a:1] (expected: none with method = dns).",
                "method = config, contact-points = [a] | perdure.cluster.bootstrap.contact-points: \"a\" (expected: host:port of one node, such as \"10.0.0.1:8558\").",
                "method = dns }, seeds = [\"10.0.0.1:2551\"], bootstrap { | perdure.cluster.seeds: [10.0.0.1:2551] (expected: none, since perdure.cluster.bootstrap.method is dns).",
                "method = dns }, host = 127.0.0.1, bootstrap { | perdure.cluster.host: 127.0.0.1 (expected: an address that the other nodes reach, since perdure.cluster.bootstrap.method is dns).",
                "method = dns }, host = 8.8.8.8, bootstrap { | perdure.cluster.host: 8.8.8.8 (expected: a private address, since perdure.cluster.bootstrap.method is dns: the port of its contact point, 8558, is open to whoever reaches it).",
            })
    void wrong(String bootstrap, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> load(bootstrap))
                .withMessageStartingWith(message.substring(0, message.length() - 1) + ";");
    }

    @ParameterizedTest(name = "{0}")
    @DisplayName("count addresses of the internet as public, and no others")
    @CsvSource({
        "8.8.8.8, true",
        "2001:4860::8888, true",
        "10.1.2.3, false",
        "192.168.0.1, false",
        "100.64.0.1, false",
        "127.0.0.2, false",
        "fd00::1, false",
        "fe80::1, false",
        "node.example, false"
    })
    void publicly(String host, boolean expected) {
        assertThat(new HostAndPort(HostAndPort.inBrackets(host), 1).isPublic()).isEqualTo(expected);
    }
}
