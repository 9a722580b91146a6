package io.perdure.orchestrations.internal;

import io.perdure.orchestrations.Activity;
import io.perdure.orchestrations.OrchestrationRegistry;
import io.perdure.orchestrations.Orchestrator;
import io.perdure.orchestrations.OrchestratorNotRegisteredException;
import io.perdure.orchestrations.internal.activities.ActivityDefinition;
import io.perdure.orchestrations.internal.http.HttpActivity;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The orchestrators and activities of a node, by name in any case (O-12). Thread-safe. */
public final class Definitions implements OrchestrationRegistry {

    /** Registers a catch-all. */
    static final String ANY = "*";

    private static final int MAX_NAME = 200;

    private final Map<String, OrchestratorDefinition> orchestrators = new ConcurrentHashMap<>();
    private final Map<String, ActivityDefinition> activities = new ConcurrentHashMap<>();

    @Override
    public OrchestrationRegistry orchestrator(Class<? extends Orchestrator<?, ?>> type) {
        return addOrchestrator(type, FunctionTypes.constructor(type));
    }

    @Override
    public <T extends Orchestrator<?, ?>> OrchestrationRegistry orchestrator(
            Class<T> type, Supplier<? extends T> factory) {
        return addOrchestrator(type, factory);
    }

    @SuppressWarnings("unchecked") // what it is given is read as its input type
    private OrchestrationRegistry addOrchestrator(Class<?> type, Supplier<? extends Orchestrator<?, ?>> factory) {
        var types = FunctionTypes.of(type, Orchestrator.class);
        return add(new OrchestratorDefinition(
                types.name(), types.input(), () -> (Orchestrator<@Nullable Object, @Nullable Object>) factory.get()));
    }

    @Override
    @SuppressWarnings("unchecked")
    public <I extends @Nullable Object> OrchestrationRegistry orchestrator(
            String name, Class<I> input, Orchestrator<I, ?> orchestrator) {
        return add(new OrchestratorDefinition(name, input, () ->
                (Orchestrator<@Nullable Object, @Nullable Object>) (Orchestrator<?, ?>) orchestrator));
    }

    private OrchestrationRegistry add(OrchestratorDefinition definition) {
        String key = key("Orchestrator", definition.name());
        var other = orchestrators.putIfAbsent(key, definition);
        return other == null ? this : taken("Orchestrator", definition.name(), other.name());
    }

    @Override
    public OrchestrationRegistry activity(Class<? extends Activity<?, ?>> type) {
        return addActivity(type, FunctionTypes.constructor(type).get());
    }

    @Override
    public <T extends Activity<?, ?>> OrchestrationRegistry activity(Class<T> type, Supplier<? extends T> factory) {
        return addActivity(type, factory.get());
    }

    @SuppressWarnings("unchecked") // what it is given is read as its input type
    private OrchestrationRegistry addActivity(Class<?> type, Activity<?, ?> activity) {
        var types = FunctionTypes.of(type, Activity.class);
        return add(new ActivityDefinition(types.name(), types.input(), activity));
    }

    @Override
    @SuppressWarnings("unchecked")
    public <I extends @Nullable Object> OrchestrationRegistry activity(
            String name, Class<I> input, Activity<I, ?> activity) {
        return add(new ActivityDefinition(name, input, activity));
    }

    private OrchestrationRegistry add(ActivityDefinition definition) {
        String key = key("Activity", definition.name());
        var other = activities.putIfAbsent(key, definition);
        return other == null ? this : taken("Activity", definition.name(), other.name());
    }

    private static String key(String what, String name) {
        if (name.isBlank() || name.length() > MAX_NAME || name.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException(
                    "%s name: \"%.40s\" of %d characters (expected: 1 to %d, not blank, no control characters)."
                            .formatted(what, name.replaceAll("\\p{Cc}", "?"), name.length(), MAX_NAME));
        }
        return name.toLowerCase(Locale.ROOT);
    }

    private static OrchestrationRegistry taken(String what, String name, String other) {
        throw new IllegalArgumentException(
                "%s '%s' is already registered as '%s'; names are matched without regard to case. Give one another name, with @FunctionName if it is a class."
                        .formatted(what, name, other));
    }

    /** Adds the activity behind {@code callHttp}. */
    public void builtIn(HttpActivity http) {
        var types = FunctionTypes.of(HttpActivity.class, Activity.class);
        activities.put(
                HttpActivity.NAME.toLowerCase(Locale.ROOT),
                new ActivityDefinition(HttpActivity.NAME, types.input(), http));
    }

    @Nullable
    OrchestratorDefinition orchestrator(String name) {
        var found = orchestrators.get(name.toLowerCase(Locale.ROOT));
        return found == null ? orchestrators.get(ANY) : found;
    }

    public @Nullable ActivityDefinition activity(String name) {
        return activities.get(name.toLowerCase(Locale.ROOT));
    }

    /** Why an orchestrator cannot be started by this node; empty when it can. For clients. */
    public Optional<OrchestratorNotRegisteredException> missing(String name) {
        return orchestrator(name) == null ? Optional.of(notRegistered(name)) : Optional.empty();
    }

    OrchestratorNotRegisteredException notRegistered(String name) {
        return new OrchestratorNotRegisteredException(name, orchestratorNames());
    }

    /** As they were written, sorted. */
    public List<String> orchestratorNames() {
        return sorted(orchestrators.values().stream()
                .map(OrchestratorDefinition::name)
                .toList());
    }

    public List<String> activityNames() {
        return sorted(activities.values().stream()
                .map(ActivityDefinition::name)
                .filter(name -> !name.equals(HttpActivity.NAME))
                .toList());
    }

    private static List<String> sorted(List<String> names) {
        var all = new ArrayList<>(names);
        all.sort(String.CASE_INSENSITIVE_ORDER);
        return List.copyOf(all);
    }
}
