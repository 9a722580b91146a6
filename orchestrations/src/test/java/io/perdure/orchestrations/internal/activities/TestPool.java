package io.perdure.orchestrations.internal.activities;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import io.perdure.entities.internal.Json;
import io.perdure.failures.FailureDetails;
import io.perdure.orchestrations.Activity;
import io.perdure.orchestrations.internal.Activities;
import io.perdure.orchestrations.internal.Activities.Call;
import io.perdure.orchestrations.internal.Activities.Result;
import io.perdure.orchestrations.internal.Activities.Running;
import io.perdure.orchestrations.internal.Threads;
import java.lang.reflect.Type;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/** A pool for a test, activities by name, and calls without ceremony. */
final class TestPool implements AutoCloseable {
    static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Map<String, ActivityDefinition> activities = new ConcurrentHashMap<>();
    private final AtomicInteger calls = new AtomicInteger();
    private final ActivitySettings settings;
    private ExecutorService threads = Threads.pooled("perdure-activity-");
    private LocalActivities pool;

    TestPool(int places) {
        this(settings(places));
    }

    TestPool(ActivitySettings settings) {
        this.settings = settings;
    }

    static ActivitySettings settings(int places) {
        var defaults = ActivitySettings.of(ConfigFactory.load().getConfig("perdure"));
        return new ActivitySettings(
                places, 1_000, defaults.reportInterval(), defaults.askAgain(), defaults.findWithin());
    }

    TestPool with(String name, Type input, Activity<?, ?> activity) {
        activities.put(name.toLowerCase(Locale.ROOT), new ActivityDefinition(name, input, activity));
        return this;
    }

    TestPool with(String name, Activity<String, ?> activity) {
        return with(name, String.class, activity);
    }

    /** Instead of the pool's own; before its first use. */
    TestPool on(ExecutorService others) {
        threads = others;
        return this;
    }

    LocalActivities pool() {
        if (pool == null) {
            var names = new TreeMap<>(activities)
                    .values().stream().map(ActivityDefinition::name).collect(Collectors.toList());
            pool = new LocalActivities(
                    name -> activities.get(name.toLowerCase(Locale.ROOT)), names, new Json(), settings, threads);
        }
        return pool;
    }

    /** A call under way. */
    record Started(CompletableFuture<Result> end, Running running) {

        String result() {
            assertThat(result0().failure()).isNull();
            return result0().result();
        }

        FailureDetails failure() {
            assertThat(result0().failure()).as("failure of %s", result0()).isNotNull();
            return result0().failure();
        }

        private Result result0() {
            return end.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
        }
    }

    Started start(String name, String input) {
        return start(call(name, input, 0, 0));
    }

    Started start(Call call) {
        return start(pool(), call);
    }

    static Started start(Activities where, Call call) {
        var end = new CompletableFuture<Result>();
        return new Started(end, where.start(call, end::complete));
    }

    /** A call with a task id of its own. */
    Call call(String name, String input, long timeoutMillis, long heartbeatMillis) {
        String taskId = "run:" + calls.getAndIncrement();
        return new Call("order-7", name, taskId, "2.0", input, Map.of(), timeoutMillis, heartbeatMillis);
    }

    List<String> results(List<Started> started) {
        return started.stream().map(Started::result).toList();
    }

    @Override
    public void close() {
        pool().close();
    }
}
