package io.perdure.orchestrations;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import io.perdure.Perdure;
import io.perdure.entities.EntityId;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Orchestrations on a real node")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OrchestrationsTest {
    static final Duration PATIENCE = Duration.ofSeconds(20);

    static final class SayHello implements Activity<String, String> {
        @Override
        public String run(ActivityContext context, String name) {
            return "Hello " + name + "!";
        }
    }

    static final class Hello implements Orchestrator<Void, List<String>> {
        @Override
        public List<String> run(OrchestrationContext context, Void nothing) {
            return List.of(
                    context.callActivity(SayHello.class, "Tokyo").await(),
                    context.callActivity(SayHello.class, "Seattle").await(),
                    context.callActivity(SayHello.class, "London").await());
        }
    }

    static final class Fan implements Orchestrator<Integer, Integer> {
        @Override
        public Integer run(OrchestrationContext context, Integer n) {
            var all = IntStream.range(0, n)
                    .mapToObj(i -> context.callActivity(SayHello.class, "x" + i))
                    .toList();
            return DurableTask.allOf(all).await().size();
        }
    }

    static final class Nap implements Orchestrator<Void, String> {
        @Override
        public String run(OrchestrationContext context, Void nothing) {
            context.createTimer(Duration.ofMillis(200)).await();
            var name = context.waitForExternalEvent("name", String.class).await();
            return "Hello " + name;
        }
    }

    static final class Rounds implements Orchestrator<Integer, Integer> {
        @Override
        public Integer run(OrchestrationContext context, Integer n) {
            context.callActivity(SayHello.class, "round").await();
            return n == 0 ? Integer.valueOf(42) : context.continueAsNew(n - 1);
        }
    }

    static final class Parent implements Orchestrator<Void, Integer> {
        @Override
        public Integer run(OrchestrationContext context, Void nothing) {
            return context.callSubOrchestrator(Fan.class, 3).await()
                    + context.callSubOrchestrator(Rounds.class, 2).await();
        }
    }

    public static class Account {
        public long balance;

        public long balance() {
            return balance;
        }

        public void deposit(long amount) {
            balance += amount;
        }
    }

    static final class Transfer implements Orchestrator<Long, Boolean> {
        @Override
        public Boolean run(OrchestrationContext context, Long amount) {
            var from = EntityId.of(Account.class, "from");
            var to = EntityId.of(Account.class, "to");
            try (var section = context.lock(from, to).await()) {
                long balance = context.callEntity(from, "balance", Long.class).await();
                if (balance < amount) {
                    return false;
                }
                DurableTask.allOf(
                                context.callEntity(from, "deposit", -amount), context.callEntity(to, "deposit", amount))
                        .await();
                return section != null;
            }
        }
    }

    private Perdure perdure;

    @BeforeAll
    void start(@TempDir Path directory) {
        perdure = Perdure.builder()
                .modules(List.of(registry -> registry.orchestrator(Hello.class)
                        .orchestrator(Fan.class)
                        .orchestrator(Nap.class)
                        .orchestrator(Rounds.class)
                        .orchestrator(Parent.class)
                        .orchestrator(Transfer.class)
                        .activity(SayHello.class)
                        .entity(Account.class)))
                .config(ConfigFactory.parseString(
                        "perdure.data = \"%s\"\nakka.remote.artery.canonical.port = 0".formatted(directory)))
                .start();
    }

    @AfterAll
    void stop() {
        perdure.close();
    }

    private OrchestrationMetadata run(Class<? extends Orchestrator<?, ?>> type, Object input) {
        String id = perdure.orchestrations().start(type.getSimpleName(), input).join();
        return perdure.orchestrations().waitForCompletion(id, PATIENCE).join();
    }

    @Test
    void chain() {
        assertThat(run(Hello.class, null).output(String[].class))
                .containsExactly("Hello Tokyo!", "Hello Seattle!", "Hello London!");
    }

    @Test
    void fan() {
        assertThat(run(Fan.class, 1000).output(Integer.class)).isEqualTo(1000);
    }

    @Test
    void rounds() {
        assertThat(run(Rounds.class, 5).output(Integer.class)).isEqualTo(42);
    }

    @Test
    void children() {
        assertThat(run(Parent.class, null).output(Integer.class)).isEqualTo(45);
    }

    @Test
    void events() {
        String id = perdure.orchestrations().start(Nap.class, null).join();
        perdure.orchestrations().raiseEvent(id, "NAME", "you").join();
        var end = perdure.orchestrations().waitForCompletion(id, PATIENCE).join();
        assertThat(end.output(String.class)).isEqualTo("Hello you");
    }

    @Test
    void transfers() {
        var from = EntityId.of(Account.class, "from");
        perdure.entities().call(from, "deposit", 100, Void.class).join();
        assertThat(run(Transfer.class, 60L).output(Boolean.class)).isTrue();
        assertThat(run(Transfer.class, 60L).output(Boolean.class)).isFalse();
        assertThat(perdure.entities().call(from, "balance", Long.class).join()).isEqualTo(40);
        assertThat(perdure.entities()
                        .call(EntityId.of(Account.class, "to"), "balance", Long.class)
                        .join())
                .isEqualTo(60);
    }
}
