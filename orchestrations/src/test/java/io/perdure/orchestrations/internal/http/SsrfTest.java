package io.perdure.orchestrations.internal.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The cases of {@code ssrf.txt}. */
@DisplayName("callHttp does not reach what it may not")
class SsrfTest {
    private static final int FEWEST = 60;

    private record Corpus(List<String> names, List<Case> cases) {}

    private record Case(List<String> hosts, String path, String outcome) {
        @Override
        public String toString() {
            return path + " => " + outcome;
        }
    }

    private final FakeInternet internet = new FakeInternet();

    @AfterEach
    void stop() {
        internet.close();
    }

    static Stream<Case> cases() throws IOException {
        return corpus().cases().stream();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void corpus(Case given) throws Exception {
        for (String name : corpus().names()) {
            String[] words = name.split("\\s+");
            internet.name(words[1], java.util.Arrays.copyOfRange(words, 2, words.length));
        }
        String[] hops = given.path().split(" -> ");
        for (int hop = 1; hop < hops.length; hop++) {
            internet.redirect(302, hops[hop]);
        }
        var activity = internet.activity(
                SSLContext.getDefault(),
                given.hosts().stream()
                        .map(host -> '"' + host + '"')
                        .collect(Collectors.joining(",", "perdure.http-calls.allowed-hosts = [", "]")));

        if (given.outcome().startsWith("connects ")) {
            assertThat(FakeInternet.get(activity, hops[0]).content()).isEqualTo("ok");
            assertThat(internet.connected).last().satisfies(last -> {
                String to = given.outcome().substring("connects ".length());
                assertThat(last.getAddress()).isEqualTo(InetAddress.getByName(to.substring(0, to.lastIndexOf(':'))));
                assertThat(last.getPort()).isEqualTo(Integer.parseInt(to.substring(to.lastIndexOf(':') + 1)));
            });
        } else {
            assertThatThrownBy(() -> FakeInternet.get(activity, hops[0]))
                    .isInstanceOf(CallRefusedException.class)
                    .hasMessageContaining(given.outcome().substring("refused ".length()))
                    .satisfies(refused -> assertThat(refused.getMessage()).doesNotContain("secret"));
            assertThat(internet.seen).hasSize(hops.length - 1);
            assertThat(internet.connected).hasSizeLessThan(hops.length);
        }
    }

    @Test
    @DisplayName("the corpus is read as a whole")
    void is_read() throws IOException {
        assertThat(corpus().cases())
                .hasSizeGreaterThan(FEWEST)
                .allSatisfy(read -> assertThat(read.outcome()).matches("(connects|refused) .+"));
    }

    @Test
    @DisplayName("no name is looked up and nothing is sent while no host is allowed, which is the default")
    void off() throws Exception {
        var activity = internet.activity(SSLContext.getDefault());

        assertThatThrownBy(() -> FakeInternet.get(activity, "http://public.test/"))
                .isInstanceOf(CallRefusedException.class)
                .hasMessage(
                        "Host 'public.test' is not allowed for callHttp (expected: one that perdure.http-calls.allowed-hosts names).");
    }

    @Test
    @DisplayName("a name that changes its address after the check is called at the address that was checked")
    void rebinding() throws Exception {
        internet.name("rebinding.test", "93.184.216.34").name("rebinding.test", "127.0.0.1");
        var activity = internet.activity(SSLContext.getDefault(), "perdure.http-calls.allowed-hosts = [\"*\"]");

        FakeInternet.get(activity, "http://rebinding.test/");

        assertThat(internet.connected)
                .extracting(to -> to.getAddress().getHostAddress())
                .containsExactly("93.184.216.34");
    }

    @Test
    @DisplayName("a refusal names the kind of address, not the address that a name of the inside has")
    void discloses_nothing() throws Exception {
        internet.name("inside.test", "10.1.2.3");
        var activity = internet.activity(SSLContext.getDefault(), "perdure.http-calls.allowed-hosts = [\"*\"]");

        assertThatThrownBy(() -> FakeInternet.get(activity, "http://inside.test/"))
                .hasMessageContaining("allowed-private-networks")
                .satisfies(refused -> assertThat(refused.getMessage()).doesNotContain("10.1.2.3"));
    }

    private static Corpus corpus() throws IOException {
        var names = new ArrayList<String>();
        var cases = new ArrayList<Case>();
        List<String> hosts = List.of();
        try (var in = SsrfTest.class.getResourceAsStream("ssrf.txt")) {
            for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\n")) {
                if (line.startsWith("name ")) {
                    names.add(line);
                } else if (line.startsWith("hosts ")) {
                    hosts = List.of(line.substring("hosts ".length()).split(" "));
                } else if (!line.isBlank() && !line.startsWith("#")) {
                    String[] sides = line.split(" => ", 2);
                    cases.add(new Case(hosts, sides[0], sides[1]));
                }
            }
        }
        return new Corpus(names, cases);
    }
}
