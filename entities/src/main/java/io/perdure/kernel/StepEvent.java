package io.perdure.kernel;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One step, one journal row: everything that a batch came to. Names are short because every row carries them.
 *
 * @param stepId random; tells after a doubtful write whether the row that is there is this one
 * @param at epoch milliseconds of the step
 * @param accepted per durable sender, the last number taken
 * @param requests answers to client requests that carried an id
 * @param delta what changed in the logic's state
 * @param firstNumber the number of the first message in {@code sent}; the others follow without gaps
 * @param sent messages to deliver
 * @param settled per destination, the number up to which it has acknowledged
 * @param forgotten senders whose marks go
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
record StepEvent<D>(
        @JsonProperty("i") long stepId,
        @JsonProperty("t") long at,
        @JsonProperty("a") Map<Address, Long> accepted,
        @JsonProperty("r") List<RequestLog.Entry> requests,
        @JsonProperty("d") @Nullable D delta,
        @JsonProperty("n") long firstNumber,
        @JsonProperty("s") List<Outgoing> sent,
        @JsonProperty("k") Map<Address, Long> settled,
        @JsonProperty("f") List<Address> forgotten) {

    StepEvent {
        accepted = accepted == null ? Map.of() : accepted;
        requests = requests == null ? List.of() : requests;
        sent = sent == null ? List.of() : sent;
        settled = settled == null ? Map.of() : settled;
        forgotten = forgotten == null ? List.of() : forgotten;
    }
}
