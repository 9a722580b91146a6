package io.perdure.orchestrations.internal;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.perdure.kernel.store.InstanceRow;
import io.perdure.orchestrations.ParentInstance;
import io.perdure.orchestrations.RuntimeStatus;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the index row of an instance says beyond its columns, so that a list needs to read no instance. Names are short and
 * what is empty is left out, since every row has it.
 *
 * @param name of the orchestrator
 * @param parentName null for none
 * @param parentId null for none
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
record InstanceSummary(
        @JsonProperty("n") String name,
        @JsonProperty("x") String executionId,
        @JsonProperty("v") String version,
        @JsonProperty("l") Map<String, String> tags,
        @JsonProperty("p") @Nullable String parentName,
        @JsonProperty("i") @Nullable String parentId) {

    InstanceSummary {
        name = name == null ? "" : name;
        executionId = executionId == null ? "" : executionId;
        version = version == null ? "" : version;
        tags = tags == null ? Map.of() : Map.copyOf(tags);
    }

    String json() {
        return WireJson.write(this);
    }

    static InstanceSummary parse(String json) {
        return WireJson.read(json, InstanceSummary.class);
    }

    /** What is known of an instance without reading it. */
    static InstanceFacts factsOf(InstanceRow row) {
        String text = row.summary();
        InstanceSummary summary = parse(text == null ? "{}" : text);
        return new InstanceFacts(
                summary.name,
                row.address().key(),
                RuntimeStatus.valueOf(row.status()),
                row.createdAt(),
                row.updatedAt(),
                summary.executionId,
                summary.version,
                summary.tags,
                summary.parentName == null || summary.parentId == null
                        ? null
                        : new ParentInstance(summary.parentName, summary.parentId),
                false,
                null,
                null,
                null,
                null,
                0);
    }
}
