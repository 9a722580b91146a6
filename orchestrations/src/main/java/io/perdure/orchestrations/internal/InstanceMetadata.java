package io.perdure.orchestrations.internal;

import io.perdure.failures.FailureDetails;
import io.perdure.orchestrations.OrchestrationMetadata;
import io.perdure.orchestrations.ParentInstance;
import io.perdure.orchestrations.RuntimeStatus;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@link InstanceFacts} as users see them (O-135). */
final class InstanceMetadata implements OrchestrationMetadata {

    private final InstanceFacts facts;
    private final Values values;

    InstanceMetadata(InstanceFacts facts, Values values) {
        this.facts = facts;
        this.values = values;
    }

    @Override
    public String name() {
        return facts.name();
    }

    @Override
    public String instanceId() {
        return facts.instanceId();
    }

    @Override
    public RuntimeStatus status() {
        return facts.runtimeStatus();
    }

    @Override
    public Instant createdAt() {
        return facts.createdAt();
    }

    @Override
    public Instant lastUpdatedAt() {
        return facts.lastUpdatedAt();
    }

    @Override
    public String executionId() {
        return facts.executionId();
    }

    @Override
    public String version() {
        return facts.version();
    }

    @Override
    public long statusVersion() {
        return facts.statusVersion();
    }

    @Override
    public Map<String, String> tags() {
        return facts.tags();
    }

    @Override
    public Optional<ParentInstance> parent() {
        return Optional.ofNullable(facts.parent());
    }

    @Override
    public @Nullable String inputJson() {
        return fetched("Input").input();
    }

    @Override
    public @Nullable String outputJson() {
        return fetched("Output").output();
    }

    @Override
    public @Nullable String customStatusJson() {
        return fetched("Custom status").customStatus();
    }

    @Override
    public Optional<FailureDetails> failure() {
        return facts.runtimeStatus() == RuntimeStatus.Failed
                ? Optional.ofNullable(fetched("Failure").failure())
                : Optional.empty();
    }

    @Override
    public <T> @Nullable T input(Class<T> type) {
        return values.look(inputJson(), type, what("Input"));
    }

    @Override
    public <T> @Nullable T output(Class<T> type) {
        return values.look(outputJson(), type, what("Output"));
    }

    @Override
    public <T> @Nullable T customStatus(Class<T> type) {
        return values.look(customStatusJson(), type, what("Custom status"));
    }

    private InstanceFacts fetched(String part) {
        if (!facts.fetched()) {
            throw new IllegalStateException(
                    "%s was not fetched (expected: to be asked for with fetchInputsAndOutputs).".formatted(what(part)));
        }
        return facts;
    }

    private String what(String part) {
        return "%s of orchestration instance '%s'".formatted(part, facts.instanceId());
    }

    @Override
    public String toString() {
        return "%s '%s' %s".formatted(facts.name(), facts.instanceId(), facts.runtimeStatus());
    }
}
