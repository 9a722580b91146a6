package io.perdure.orchestrations;

import static java.time.Duration.ofHours;
import static org.assertj.core.api.Assertions.assertThat;

import io.perdure.orchestrations.HistoryEvent.SubOrchestrationInstanceCreated;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@DisplayName("What is given to children, and those that live alone")
class ChildOptionsTest {
    @RegisterExtension
    final OrchestrationFixture perdure = new OrchestrationFixture().echo().heldActivity("Slow");

    private RunUnderTest parentOf(OrchestrationFixture.Code child, TaskOptions options) {
        return perdure.orchestrator("Child", child)
                .orchestrator(
                        "Parent",
                        context -> context.callSubOrchestrator("Child", "in", Object.class, options)
                                .await())
                .start("Parent");
    }

    private RunUnderTest parentOf(OrchestrationFixture.Code child) {
        return parentOf(child, TaskOptions.DEFAULT);
    }

    private RunUnderTest child(RunUnderTest parent) {
        return perdure.instance(
                parent.history(SubOrchestrationInstanceCreated.class).get(0).instanceId());
    }

    @Test
    @DisplayName("fire and forget: the id comes at once, there is no parent, and the starter does not wait (O-60)")
    void alone() {
        perdure.orchestrator("Alone", context -> {
            context.waitForExternalEvent("Go").await();
            return context.parent().isPresent();
        });

        var starter = perdure.run(context -> context.startOrchestration("Alone", null, TaskOptions.DEFAULT));
        var alone = perdure.instance(starter.metadata().output(String.class));

        assertThat(alone.status()).isEqualTo(RuntimeStatus.Running);
        assertThat(alone.raise("Go", null).output()).isEqualTo("false");
    }

    @Test
    @DisplayName("fire and forget starts once, also after a crash (O-60, O-5)")
    void alone_once() {
        perdure.orchestrator("Alone", context -> null);
        var run = perdure.orchestrator("Test", context -> {
                    var id = context.startOrchestration("Alone", null, TaskOptions.DEFAULT);
                    context.waitForExternalEvent("Go").await();
                    return id;
                })
                .start("Test");
        perdure.crash();

        var id = run.raise("Go", null).metadata().output(String.class);

        assertThat(perdure.get(perdure.client().query(OrchestrationQuery.ALL)).instances())
                .extracting(OrchestrationMetadata::instanceId)
                .containsExactlyInAnyOrder("test-Test", id);
    }

    @Test
    @DisplayName("tags of the parent are inherited, the child's own win (O-61)")
    void tags() {
        perdure.orchestrator("Child", OrchestrationContext::tags);
        perdure.orchestrator(
                "Parent",
                context -> context.callSubOrchestrator(
                                "Child",
                                null,
                                Object.class,
                                TaskOptions.DEFAULT.withTags(Map.of("b", "child", "c", "child")))
                        .await());

        var run = perdure.start("Parent", null, InstanceOptions.DEFAULT.withTags(Map.of("a", "parent", "b", "parent")));

        assertThat(run.output()).contains("\"a\":\"parent\"", "\"b\":\"child\"", "\"c\":\"child\"");
    }

    @Test
    @DisplayName("the version is the option's, else the default's, not the parent's (O-61)")
    void version() {
        perdure.setting("perdure.orchestrations.default-version = \"7\"");
        perdure.orchestrator("Child", OrchestrationContext::version);
        perdure.orchestrator(
                "Parent",
                context -> List.of(
                        context.version(),
                        context.callSubOrchestrator("Child", null, String.class).await(),
                        context.callSubOrchestrator("Child", null, String.class, TaskOptions.DEFAULT.withVersion("9"))
                                .await()));

        assertThat(perdure.start("Parent", null, InstanceOptions.DEFAULT.withVersion("1"))
                        .output())
                .isEqualTo("[\"1\",\"7\",\"9\"]");
    }

    @Test
    @DisplayName("children may have children (O-62)")
    void nested() {
        perdure.orchestrator("Down", context -> {
            int depth = context.input(Integer.class);
            return depth == 0
                    ? 1
                    : 1
                            + context.callSubOrchestrator("Down", depth - 1, Integer.class)
                                    .await();
        });

        assertThat(perdure.start("Down", 20).output()).isEqualTo("21");
    }

    @Test
    @DisplayName("terminating the parent leaves the child running (O-62)")
    void parent_terminated() {
        var parent = parentOf(
                context -> context.waitForExternalEvent("Go", String.class).await());
        var child = child(parent);

        parent.terminate(null);

        assertThat(child.raise("Go", "on").output()).isEqualTo("\"on\"");
    }

    @Test
    @DisplayName("an unknown orchestrator fails the task, naming it (O-12)")
    void unknown() {
        var failure = perdure.run(context -> context.callSubOrchestrator("Nobody", null, Object.class)
                        .await())
                .failure();

        assertThat(failure.errorMessage()).contains("'Nobody' is not registered");
    }

    @Test
    @DisplayName("a child may take its time while the parent sleeps outside memory (O-58)")
    void long_child() {
        var parent = parentOf(context -> {
            context.createTimer(ofHours(1)).await();
            return "slow";
        });
        perdure.kernel().passivate();

        perdure.advance(ofHours(1));

        assertThat(parent.output()).isEqualTo("\"slow\"");
    }
}
