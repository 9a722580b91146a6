package io.perdure.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import akka.http.javadsl.model.HttpRequest;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("The audit log")
class AuditTest {
    private static final String BASE = "http://node" + GatewayFixture.BASE;
    private final AtomicLong now = new AtomicLong();
    private final Logged log = Logged.everything();

    @AfterEach
    void close() {
        log.close();
    }

    @ParameterizedTest
    @DisplayName("says who did what to which instance, from where, and how it ended")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    POST   | instances/o-1/terminate?reason=x       | action="terminate" target="o-1" status=202
                    POST   | instances/o-1/RaiseEvent/Approval      | action="raiseEvent" target="o-1" detail="Approval" status=202
                    DELETE | instances/o-1                          | action="purge" target="o-1" status=202
                    DELETE | instances?createdTimeFrom=2026-01-01   | action="purge" target="" detail="from=2026-01-01 to=null status=null" status=202
                    POST   | orchestrators/Hello/o-1                | action="start" target="o-1" detail="Hello" status=202
                    POST   | entities/Counter/a?op=add              | action="signal" target="@Counter@a" detail="add" status=202
                    POST   | entities/Counter/a/call?op=add         | action="call" target="@Counter@a" detail="add" status=202
                    DELETE | entities/Counter/a                     | action="delete" target="@Counter@a" status=202
                    """)
    void line(String method, String path, String line) {
        record(Audit.Detail.ALL, method, path, Access.OPERATE, 202);

        assertThat(log.of("perdure.audit")).containsExactly("caller=\"ops\" from=\"unknown\" " + line);
    }

    @Test
    @DisplayName("leaves out keys and reasons")
    void secrets() {
        record(Audit.Detail.ALL, "POST", "instances/o-1/terminate?reason=private&code=secret", Access.OPERATE, 202);

        assertThat(log.text()).doesNotContain("private", "secret");
    }

    @Test
    @DisplayName("has one line for each operation, whatever the caller puts into names")
    void injection() {
        record(
                Audit.Detail.ALL,
                "POST",
                "instances/a%0Acaller=%22boss%22%20%E2%80%AE%C2%85%1B%5B31m/terminate",
                Access.OPERATE,
                404);

        assertThat(log.of("perdure.audit"))
                .containsExactly("caller=\"ops\" from=\"unknown\" action=\"terminate\" "
                        + "target=\"a\\u000acaller=\\\"boss\\\" \\u202e\\u0085\\u001b[31m\" status=404");
    }

    @Test
    @DisplayName("has by default what operators do, not what applications do all the time, and not who only looks")
    void control() {
        record(Audit.Detail.CONTROL, "POST", "instances/o-1/suspend", Access.OPERATE, 202);
        record(Audit.Detail.CONTROL, "POST", "orchestrators/Hello", Access.OPERATE, 202);
        record(Audit.Detail.CONTROL, "POST", "entities/Counter/a?op=add", Access.OPERATE, 202);
        record(Audit.Detail.ALL, "GET", "instances/o-1", Access.READ, 202);

        assertThat(log.of("perdure.audit")).singleElement().asString().contains("suspend");
    }

    @Test
    @DisplayName("has nothing when it is off")
    void off() {
        record(Audit.Detail.OFF, "DELETE", "instances/o-1", Access.ADMIN, 200);

        assertThat(log.of("perdure.audit")).isEmpty();
    }

    @Test
    @DisplayName("has ten refusals a second, and then how many more there were")
    void refusals() {
        var audit = new Audit(Audit.Detail.CONTROL, new PublicAddress(false, ""), now::get);
        for (int i = 0; i < 100; i++) {
            audit.record(exchange("GET", "instances/o-" + i), Access.READ, 401);
        }
        now.set(Duration.ofSeconds(1).toNanos());
        audit.record(exchange("GET", "instances/late"), Access.READ, 401);

        assertThat(log.of("perdure.audit"))
                .hasSize(12)
                .endsWith(
                        "90 more requests without access were refused",
                        "caller=\"ops\" from=\"unknown\" action=\"read\" target=\"late\" status=401");
    }

    private void record(Audit.Detail detail, String method, String path, Access needed, int status) {
        new Audit(detail, new PublicAddress(false, ""), now::get).record(exchange(method, path), needed, status);
    }

    private static Exchange exchange(String method, String path) {
        var request = HttpRequest.create(BASE + path)
                .withMethod(akka.http.javadsl.model.HttpMethods.lookup(method).orElseThrow());
        var exchange = Exchange.of(request, Duration.ofSeconds(1));
        exchange.comesFrom(new Caller("ops", Access.OPERATE, "secret"));
        return exchange;
    }
}
