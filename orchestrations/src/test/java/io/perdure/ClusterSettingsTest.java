package io.perdure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("The settings of a cluster")
class ClusterSettingsTest {
    private static final String THREE = """
            store = postgres
            cluster { host = "10.0.0.1", port = 2551, seeds = ["10.0.0.1:2551", "10.0.0.2:2551", "10.0.0.3:2551"] }
            """;

    private static Config load(String perdure) {
        return PerdureConfig.withDefaults(ConfigFactory.parseString("perdure { %s }".formatted(perdure)));
    }

    private static ClusterSettings read(String perdure) {
        return ClusterSettings.of(load(perdure).getConfig("perdure"));
    }

    @Test
    @DisplayName("are not needed by a node alone, which nobody else reaches")
    void alone() {
        assertThat(read("").self()).isEqualTo(new HostAndPort("127.0.0.1", 0));
        assertThat(read("").seeds()).isEmpty();
        assertThat(load("").getString("akka.remote.artery.canonical.hostname")).isEqualTo("127.0.0.1");
        assertThat(load("").getInt("akka.remote.artery.canonical.port")).isZero();
    }

    @Test
    @DisplayName("say where Akka's remoting is reached, and whom to ask in")
    void three_nodes() {
        Config all = load(THREE);

        assertThat(all.getString("akka.remote.artery.canonical.hostname")).isEqualTo("10.0.0.1");
        assertThat(all.getInt("akka.remote.artery.canonical.port")).isEqualTo(2551);
        assertThat(read(THREE).seeds())
                .extracting(HostAndPort::toString)
                .containsExactly("10.0.0.1:2551", "10.0.0.2:2551", "10.0.0.3:2551");
    }

    @Test
    @DisplayName("can have a node listen elsewhere than it is reached, as behind NAT")
    void bound() {
        Config all = load(THREE + "cluster { bind-host = \"::\", bind-port = 4000 }");

        assertThat(all.getString("akka.remote.artery.canonical.hostname")).isEqualTo("10.0.0.1");
        assertThat(all.getString("akka.remote.artery.bind.hostname")).isEqualTo("[::]");
        assertThat(all.getInt("akka.remote.artery.bind.port")).isEqualTo(4000);
    }

    @Test
    @DisplayName("give way to Akka's own, for who forms clusters in another way")
    void akkas_own() {
        Config all = PerdureConfig.withDefaults(ConfigFactory.parseString("akka.remote.artery.canonical.port = 2599"));

        assertThat(all.getInt("akka.remote.artery.canonical.port")).isEqualTo(2599);
    }

    @Test
    @DisplayName("take IPv6 addresses")
    void ipv6() {
        var settings =
                read("store = postgres, cluster { host = \"fd00::1\", port = 2551, seeds = [\"[fd00::2]:2551\"] }");

        assertThat(settings.self()).hasToString("[fd00::1]:2551");
        assertThat(settings.seeds()).extracting(HostAndPort::host).containsExactly("[fd00::2]");
    }

    @ParameterizedTest(name = "{0}")
    @DisplayName("are refused alone when they are wrong")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "cluster.host = 0.0.0.0 | perdure.cluster.host: 0.0.0.0 (expected: the one name or address by which other nodes reach this one).",
                "cluster.host = \"::\" | perdure.cluster.host: :: (expected: the one name or address by which other nodes reach this one).",
                "cluster.host = \"\" | perdure.cluster.host: \"\" (expected: the one name or address by which other nodes reach this one).",
                "cluster.host = \"http://a\" | perdure.cluster.host: http://a (expected: the one name or address by which other nodes reach this one).",
                "cluster.host = my_host | perdure.cluster.host: my_host (expected: the one name or address by which other nodes reach this one).",
                "cluster.port = 65536 | perdure.cluster.port: 65536 (expected: a whole number, 0 to 65535).",
                "cluster.port = many | perdure.cluster.port: many (expected: a whole number, 0 to 65535).",
                "cluster.bind-host = \"a b\" | perdure.cluster.bind-host: a b (expected: an address of this machine, or 0.0.0.0 for all of them).",
                "cluster.bind-port = -1 | perdure.cluster.bind-port: -1 (expected: a whole number, 0 to 65535).",
                "cluster.bind-port = 4000 | perdure.cluster.port: 0 (expected: the port that leads to perdure.cluster.bind-port, which is 4000).",
                "cluster.host = 10.0.0.1 | perdure.cluster.seeds: none, although perdure.cluster.host is \"10.0.0.1\" (expected: the same list on all nodes; a node alone needs no host).",
                "cluster.seeds = one | perdure.cluster.seeds: one (expected: a list such as [\"10.0.0.1:2551\", \"10.0.0.2:2551\"]).",
                "cluster.seeds = [\"10.0.0.1\"] | perdure.cluster.seeds: \"10.0.0.1\" (expected: host:port of one node, such as \"10.0.0.1:2551\").",
                "cluster.seeds = [\"a:0\"] | perdure.cluster.seeds: \"a:0\" (expected: host:port of one node, such as \"10.0.0.1:2551\").",
                "cluster.seeds = [\"akka://perdure@a:1\"] | perdure.cluster.seeds: \"akka://perdure@a:1\" (expected: host:port of one node, such as \"10.0.0.1:2551\").",
                "cluster.seeds = [\"0.0.0.0:1\"] | perdure.cluster.seeds: \"0.0.0.0:1\" (expected: host:port of one node, such as \"10.0.0.1:2551\").",
            })
    void wrong(String setting, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> load(setting))
                .withMessageStartingWith(message.substring(0, message.length() - 1) + ";");
    }

    @ParameterizedTest(name = "{0}")
    @DisplayName("are refused when they contradict each other or the store")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "cluster.port = 0 | perdure.cluster.port: 0 (expected: a fixed port, 1 to 65535, since perdure.cluster.seeds is set).",
                "store = h2 | perdure.store: h2 (expected: postgres, since perdure.cluster.seeds is set; a node on h2 is alone).",
                "cluster.seeds += \"10.0.0.2:2551\" | perdure.cluster.seeds: \"10.0.0.2:2551\", twice (expected: each once).",
                "cluster.seeds += \"localhost:2552\" | perdure.cluster.seeds: \"localhost:2552\" (expected: an address that other machines reach, as perdure.cluster.host is).",
                "cluster { host = 127.0.0.1, seeds = [\"10.0.0.2:2551\"] } | perdure.cluster.host: 127.0.0.1 (expected: an address that the seed \"10.0.0.2:2551\" on another machine reaches).",
                "cluster { host = 127.0.0.1, seeds = [\"localhost:2551\"] } | perdure.cluster.seeds: \"localhost:2551\" (expected: \"127.0.0.1:2551\"; Akka compares hosts as they are written).",
            })
    void contradiction(String setting, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> load(THREE + setting))
                .withMessageStartingWith(message.substring(0, message.length() - 1) + ";");
    }

    @Test
    @DisplayName("are refused when Akka's own say the same thing once more")
    void twice() {
        var both = ConfigFactory.parseString("perdure.cluster.port = 2551\nakka.remote.artery.canonical.port = 2552");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> PerdureConfig.withDefaults(both))
                .withMessage(
                        "perdure.cluster.port: set, and so is akka.remote.artery.canonical.port (expected: the first alone); set by String: 1.");
    }

    @Test
    @DisplayName("are refused in one message that names all that is wrong")
    void all_at_once() {
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> load("cluster { host = 0.0.0.0, port = 0, seeds = [\"10.0.0.2:2551\", \"10.0.0.3\"] }"))
                .withMessageContainingAll(
                        "perdure.cluster.host: 0.0.0.0",
                        "perdure.cluster.port: 0",
                        "perdure.cluster.seeds: \"10.0.0.3\"",
                        "perdure.store: h2");
    }
}
