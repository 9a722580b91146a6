package io.perdure.orchestrations.internal.activities;

import akka.actor.typed.ActorRef;
import akka.actor.typed.ActorSystem;
import io.perdure.orchestrations.Activity;
import io.perdure.orchestrations.internal.activities.TestPool.Started;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import java.util.function.Predicate;

/** A node with activities, on an actor system that it may share with others; its messages may be lost. */
final class TestActivityNode implements AutoCloseable {
    private static final AtomicInteger NUMBER = new AtomicInteger();

    private final TestPool pool;
    private final Duration findWithin;
    private volatile Predicate<ActivityWire> lost = message -> false;
    private final List<ActivityWire> sent = new CopyOnWriteArrayList<>();
    private ClusterActivities activities;

    TestActivityNode(int places) {
        this(places, TestPool.PATIENCE);
    }

    TestActivityNode(int places, Duration findWithin) {
        this.findWithin = findWithin;
        this.pool = new TestPool(settings(places, findWithin));
    }

    private static ActivitySettings settings(int places, Duration findWithin) {
        return new ActivitySettings(places, 1_000_000, Duration.ofMillis(20), Duration.ofMillis(200), findWithin);
    }

    TestActivityNode with(String name, Activity<String, ?> activity) {
        pool.with(name, activity);
        return this;
    }

    TestActivityNode on(ActorSystem<?> system) {
        BiConsumer<ActorRef<ActivityWire>, ActivityWire> network = (to, message) -> {
            sent.add(message);
            if (!lost.test(message)) {
                to.tell(message);
            }
        };
        activities = new ClusterActivities(
                system,
                "activities-" + NUMBER.incrementAndGet(),
                pool.pool(),
                settings(pool.pool().places(), findWithin),
                network);
        return this;
    }

    /** From now on the first {@code times} messages of a kind that this node sends are lost. */
    void loses(Class<? extends ActivityWire> kind, int times) {
        var left = new AtomicInteger(times);
        lost = message -> kind.isInstance(message) && left.getAndDecrement() > 0;
    }

    /** How many messages of a kind this node has sent, lost ones included. */
    long sent(Class<? extends ActivityWire> kind) {
        return sent.stream().filter(kind::isInstance).count();
    }

    LocalActivities local() {
        return pool.pool();
    }

    ClusterActivities activities() {
        return activities;
    }

    Started start(String name, String input) {
        return TestPool.start(activities, pool.call(name, input, 0, 0));
    }

    @Override
    public void close() {
        activities.close();
    }
}
