package io.perdure.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import io.perdure.failures.OutcomeUnknownException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.function.ObjLongConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("The kernel in memory, when it crashes")
class MemoryKernelCrashTest {
    private final MemorySlates slates = new MemorySlates();
    private final MemoryKernel kernel = slates.kernel;

    @AfterEach
    void close() {
        slates.close();
    }

    @Test
    @DisplayName("what was answered is there, and what has nothing to do stays away")
    void keeps_what_is_journaled() {
        slates.ask("a", Slate.add(5));

        kernel.crash();
        kernel.awaitIdle();

        assertThat(kernel.loaded()).isEmpty();
        assertThat(slates.read("a", "sum")).isEqualTo("5");
    }

    @Test
    @DisplayName("before a commit: nothing of the step has happened, and its client cannot know")
    void before() {
        crashOnceAt(kernel::beforeCommit);

        var asked = slates.send("a", Slate.add(5));

        assertThat(asked)
                .failsWithin(Duration.ofSeconds(10))
                .withThrowableThat()
                .withCauseInstanceOf(OutcomeUnknownException.class);
        assertThat(slates.read("a", "sum")).isEqualTo("0");
    }

    @Test
    @DisplayName("after a commit: the step has happened, and its client cannot know")
    void after() {
        crashOnceAt(kernel::afterCommit);

        var asked = slates.send("a", Slate.add(5));

        assertThat(asked)
                .failsWithin(Duration.ofSeconds(10))
                .withThrowableThat()
                .withCauseInstanceOf(OutcomeUnknownException.class);
        assertThat(slates.read("a", "sum")).isEqualTo("5");
    }

    @Test
    @DisplayName("after a commit that sends: the message arrives, unasked, and once (DESIGN §3.2)")
    void strands_nothing() {
        crashOnceAt(kernel::afterCommit);

        slates.send("a", Slate.pass("b", "hello"));
        kernel.awaitIdle();

        assertThat(slates.read("b", "notes")).isEqualTo("hello");
    }

    @Test
    @DisplayName("work of a live side begins anew, unasked")
    void errand() {
        slates.send("runner", Slate.errand("done"));
        slates.nextErrand(); // and lost

        kernel.crash();
        slates.nextErrand().run();
        kernel.awaitIdle();

        assertThat(slates.read("runner", "notes")).isEqualTo("done");
    }

    @Test
    @DisplayName("who waits goes on waiting")
    void awaits() {
        var waiting = slates.awaitSum("a", 3, Duration.ofHours(1));
        kernel.crash();

        slates.ask("a", Slate.add(3));

        assertThat(MemorySlates.get(waiting).answer().result()).isEqualTo("3");
    }

    @Test
    @DisplayName("a step that is under way is given up, and nobody waits for it")
    void gives_up_steps() {
        var stuck = new MemoryKernel(MemorySlates.config(""), MemorySlates.NOON).serve(new Slate(task -> {}));
        stuck.client().request(Slate.at("a"), Slate.add(1), null, null);

        stuck.crash();
        stuck.awaitIdle();

        assertThat(stuck.loaded()).isEmpty();
        stuck.close();
    }

    /** Six commits of the sender, and at least one of the receiver: how many messages that takes is a matter of time. */
    static Stream<Arguments> points() {
        return Stream.of("before", "after")
                .flatMap(side -> Stream.iterate(1, n -> n + 1).limit(7).map(commit -> Arguments.of(side, commit)));
    }

    @ParameterizedTest(name = "{0} commit {1}")
    @MethodSource("points")
    @DisplayName("at any commit: clients that retry find that everything happened once and in order (DESIGN §3.1)")
    void at_every_commit(String side, int commit) {
        int[] count = {0};
        ObjLongConsumer<Address> listener = (address, version) -> {
            if (++count[0] == commit) {
                kernel.crash();
            }
        };
        if (side.equals("before")) {
            kernel.beforeCommit(listener);
        } else {
            kernel.afterCommit(listener);
        }

        for (String text : List.of("one", "two", "three", "four")) {
            retried(Slate.pass("b", text), text);
        }
        retried(MemorySlates.ringAfter(Duration.ofHours(1)), "ring");
        kernel.awaitIdle();
        kernel.advance(Duration.ofHours(2));

        assertThat(count[0]).as("commits").isGreaterThanOrEqualTo(commit);
        assertThat(slates.read("b", "notes")).isEqualTo("one|two|three|four");
        assertThat(slates.read("a", "notes")).isEqualTo("ring");
    }

    private void retried(Message message, String requestId) {
        var failures = new ArrayList<Throwable>();
        while (failures.size() < 3) {
            try {
                slates.client.request(Slate.at("a"), message, requestId, null).join();
                return;
            } catch (CompletionException e) {
                failures.add(e);
            }
        }
        throw new AssertionError("Never answered: " + failures);
    }

    private void crashOnceAt(java.util.function.Consumer<ObjLongConsumer<Address>> point) {
        boolean[] done = {false};
        point.accept((address, version) -> {
            if (!done[0]) {
                done[0] = true;
                kernel.crash();
            }
        });
    }
}
