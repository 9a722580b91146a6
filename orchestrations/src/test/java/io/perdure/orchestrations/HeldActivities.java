package io.perdure.orchestrations;

import static org.assertj.core.api.Assertions.assertThat;

import io.perdure.failures.FailureDetails;
import io.perdure.kernel.MemoryKernel;
import io.perdure.orchestrations.internal.Activities;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Activities of a test: some run as they come, others until the test ends them. */
final class HeldActivities implements Activities {
    private final MemoryKernel kernel;
    private final Activities others;
    private final Set<String> names = ConcurrentHashMap.newKeySet();
    private final Queue<Held> calls = new ConcurrentLinkedQueue<>();

    private record Held(Call call, Consumer<Result> done) {}

    HeldActivities(MemoryKernel kernel, Activities others) {
        this.kernel = kernel;
        this.others = others;
    }

    HeldActivities hold(String name) {
        names.add(name);
        return this;
    }

    @Override
    public Running start(Call call, Consumer<Result> done) {
        if (names.contains(call.name())) {
            calls.add(new Held(call, done));
            var since = kernel.now();
            return new Running() {
                @Override
                public void abandon() {}

                @Override
                public Whereabouts whereabouts() {
                    return new Whereabouts(WaitingFor.ActivityPlace.RUNNING, null, since, null);
                }
            };
        }
        Runnable end = kernel.beginWork("activity " + call.name());
        Running running = others.start(call, result -> {
            done.accept(result);
            end.run();
        });
        return () -> {
            running.abandon();
            end.run();
        };
    }

    /** How many run. */
    int count() {
        return calls.size();
    }

    /** The one that has run for longest. */
    Call oldest() {
        return calls.element().call();
    }

    /** Ends the one that has run for longest. */
    void complete(@Nullable String json) {
        end(new Result(json, null));
    }

    void fail(String message) {
        end(new Result(null, FailureDetails.of(IllegalStateException.class.getName(), message, false)));
    }

    /** Ends the one with that input, as JSON text. */
    void complete(String input, @Nullable String json) {
        var all = new ArrayDeque<>(calls);
        var found =
                all.stream().filter(held -> input.equals(held.call().input())).findFirst();
        assertThat(found).describedAs("%s in %s", input, all).isPresent();
        calls.remove(found.get());
        found.get().done().accept(new Result(json, null));
        kernel.awaitIdle();
    }

    private void end(Result result) {
        calls.remove().done().accept(result);
        kernel.awaitIdle();
    }

    /** Ends the one that has run for longest, and then tells another result of it. */
    void completeTwice(String json, String then) {
        var held = calls.remove();
        held.done().accept(new Result(json, null));
        kernel.awaitIdle();
        held.done().accept(new Result(then, null));
        kernel.awaitIdle();
    }
}
