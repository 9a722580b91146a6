package io.perdure.gateway;

import static akka.http.javadsl.server.Directives.complete;
import static akka.http.javadsl.server.Directives.completeWithFuture;
import static akka.http.javadsl.server.Directives.extractRequest;
import static akka.http.javadsl.server.Directives.onSuccess;
import static akka.http.javadsl.server.Directives.path;
import static akka.http.javadsl.server.Directives.post;
import static akka.http.javadsl.server.PathMatchers.segment;
import static io.perdure.gateway.GatewayFixture.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import akka.http.javadsl.model.HttpRequest;
import akka.http.javadsl.model.headers.RawHeader;
import akka.http.javadsl.server.Route;
import com.typesafe.config.ConfigFactory;
import io.perdure.Registry;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The context of a module's routes")
class HttpContextTest {
    private static final String BASE = "/runtime/webhooks/durabletask";
    private static final Starter STARTER = new Starter();
    private static GatewayFixture door;

    /** {@code POST /api/begin/{name}} answers at once, {@code /api/run/{name}} waits for a second. */
    private static final class Starter implements HttpModule {
        private HttpContext context;

        @Override
        public void register(Registry registry) {}

        @Override
        public void routes(HttpRoutes routes, HttpContext given) {
            context = given;
            routes.under(
                            "begin",
                            started((request, id) -> complete(given.checkStatus(request, id)
                                    .removeHeader("Retry-After")
                                    .addHeader(RawHeader.create("Retry-After", "3")))))
                    .under(
                            "run",
                            started((request, id) -> completeWithFuture(
                                    given.waitForCompletionOrCheckStatus(request, id, Duration.ofSeconds(1)))));
        }

        private Route started(java.util.function.BiFunction<HttpRequest, String, Route> answer) {
            return path(
                    segment(),
                    name -> post(() -> extractRequest(request ->
                            onSuccess(context.orchestrations().start(name, null), id -> answer.apply(request, id)))));
        }
    }

    @BeforeAll
    static void open() {
        door = GatewayFixture.startWith(List.of(STARTER), "perdure.http.public-url = \"https://example.org/perdure/\"");
    }

    @AfterAll
    static void close() {
        door.close();
    }

    @Test
    @DisplayName("answers a start as the node does; the route may say when to look again (H-33, H-35, H-107)")
    void check_status() {
        var answer = door.post("/api/begin/Approval?returnInternalServerErrorOnFailure=true");

        String id = json(answer).path("id").asText();
        String instance = "http://127.0.0.1:" + door.port() + BASE + "/instances/" + id;
        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(answer.headers().allValues("Retry-After")).containsExactly("3");
        assertThat(answer.headers().firstValue("Location"))
                .contains(instance + "?taskHub=default&connection=Storage&returnInternalServerErrorOnFailure=true");
        assertThat(json(answer)).hasSize(9);
        assertThat(door.get("instances/" + id).statusCode()).isEqualTo(202);
    }

    @Test
    @DisplayName("waits for an end: the output, the status of what failed, or the links (H-29, H-30, H-108)")
    void waiting() {
        assertThat(door.post("/api/run/Hello").body())
                .isEqualTo("[\"Hello Tokyo!\",\"Hello Seattle!\",\"Hello London!\"]");
        assertThat(door.post("/api/run/Broken").statusCode()).isEqualTo(200);
        assertThat(door.post("/api/run/Broken?returnInternalServerErrorOnFailure=true")
                        .statusCode())
                .isEqualTo(500);
        var late = door.post("/api/run/Approval");
        assertThat(late.statusCode()).isEqualTo(202);
        assertThat(json(late).path("statusQueryGetUri").asText()).contains("/instances/");
    }

    @Test
    @DisplayName("refuses an interval above the time-out, and what is not above zero (H-29)")
    void wrong_wait() {
        var request = HttpRequest.create("http://h/");

        assertThatThrownBy(() -> STARTER.context.waitForCompletionOrCheckStatus(
                        request, "i", Duration.ofSeconds(1), Duration.ofSeconds(2)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("PT2S", "PT1S");
        assertThatThrownBy(() -> STARTER.context.waitForCompletionOrCheckStatus(request, "i", Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    @DisplayName("has the links for any request (H-34, H-36, H-108)")
    void any_request() {
        var links = STARTER.context.managementPayload(HttpRequest.POST("https://gate:444/x?y=1"), "ä b");

        assertThat(links.id()).isEqualTo("ä b");
        assertThat(links.statusQueryGetUri())
                .isEqualTo("https://gate:444" + BASE + "/instances/%C3%A4%20b?taskHub=default&connection=Storage");
    }

    @Test
    @DisplayName("has the links without a request, from the public URL (H-34, H-36, H-108)")
    void no_request() {
        var links = STARTER.context.managementPayload("order-17");

        String instance = "https://example.org/perdure" + BASE + "/instances/order-17";
        assertThat(links.terminatePostUri())
                .isEqualTo(instance + "/terminate?reason={text}&taskHub=default&connection=Storage");
        assertThat(links).isEqualTo(STARTER.context.managementPayload(HttpRequest.create("/relative"), "order-17"));
        assertThat(STARTER.context.publicUrl()).isEqualTo("https://example.org/perdure");
    }

    @Test
    @DisplayName("has the links for starts (H-37)")
    void creation() {
        var links = STARTER.context.creationPayload();

        String start = "https://example.org/perdure" + BASE + "/orchestrators/{functionName}[/{instanceId}]";
        assertThat(links.createNewInstancePostUri()).isEqualTo(start);
        assertThat(links.createAndWaitOnNewInstancePostUri())
                .isEqualTo(start + "?timeout={timeoutInSeconds}&pollingInterval={intervalInSeconds}");
        assertThat(STARTER.context
                        .creationPayload(HttpRequest.create("http://h:1/"))
                        .createNewInstancePostUri())
                .startsWith("http://h:1/runtime");
    }

    @Test
    @DisplayName("guesses no public URL: without one it names the setting (H-36)")
    void no_public_url() {
        var address = new PublicAddress(false, "");

        assertThatThrownBy(address::origin)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("perdure.http.public-url");
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "example.org",
                "ftp://example.org",
                "https://",
                "https://a:b@example.org",
                "https://example.org?x=1",
                "https://example.org#x",
                "https://exa mple.org",
                "/perdure"
            })
    @DisplayName("takes as public URL nothing but a base")
    void wrong_public_url(String url) {
        var config = ConfigFactory.parseString("perdure.http.public-url = \"%s\"".formatted(url));

        assertThatThrownBy(() -> HttpSettings.of(GatewayFixture.config(config)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("perdure.http.public-url", url, "https://perdure.example.org");
    }
}
