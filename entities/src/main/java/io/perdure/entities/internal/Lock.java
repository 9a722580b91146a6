package io.perdure.entities.internal;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.perdure.kernel.Address;

/**
 * A critical section's hold on an entity, or the wish for one (E-72).
 *
 * @param owner the orchestration
 * @param callId tells this lock from others of the same owner, earlier lives of the same instance id included
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Lock(
        @JsonProperty("o") Address owner, @JsonProperty("c") String callId) {}
