package io.perdure.kernel;

import static io.perdure.kernel.Kit.A;
import static io.perdure.kernel.Kit.B;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.cbor.databind.CBORMapper;
import io.perdure.failures.FailureDetails;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The codec of journal rows (DESIGN §3, §8)")
class KernelCodecTest {
    private static final DurableState.Limits LIMITS = new DurableState.Limits(1_000, 10);
    private static final FailureDetails FAILURE = new FailureDetails(
            "java.lang.IllegalStateException", "", "", FailureDetails.of("x", "y", true), true, Map.of("k", "v"));
    private static final StepEvent<Tally.Delta> FULL = new StepEvent<>(
            -7,
            1_700_000_000_000L,
            Map.of(A, 5L, new Address("entity", "", "me@home"), 6L),
            List.of(
                    new RequestLog.Entry("id", 3, Response.failed(FAILURE)),
                    new RequestLog.Entry("", 4, Response.ACCEPTED)),
            new Tally.Delta(List.of(new Tally.Applied("t", null, 0, List.of())), 0, true),
            9,
            List.of(new Outgoing(B, new Message("", "", null, 12, Map.of("a", "")))),
            Map.of(B, 8L),
            List.of(A));

    private final KernelCodec<Tally.State, Tally.Delta> codec = new KernelCodec<>(Tally.LOGIC);

    @Test
    @DisplayName("gives an event back as it was, empty texts and zeros included")
    void event() {
        assertThat(codec.decodeEvent(codec.encode(FULL))).isEqualTo(FULL);
    }

    @Test
    @DisplayName("gives an event back in which nothing happened")
    void empty_event() {
        var empty = new StepEvent<Tally.Delta>(1, 2, Map.of(), List.of(), null, 0, List.of(), Map.of(), List.of());

        assertThat(codec.decodeEvent(codec.encode(empty))).isEqualTo(empty);
    }

    @Test
    @DisplayName("gives a state back as it was")
    void state() {
        var state = Kit.newState().after(FULL, Tally.LOGIC, LIMITS);

        assertThat(codec.decodeState(codec.encode(state))).isEqualTo(state);
    }

    @Test
    @DisplayName("gives a new state back as it was")
    void new_state() {
        assertThat(codec.decodeState(codec.encode(Kit.newState()))).isEqualTo(Kit.newState());
    }

    @Test
    @DisplayName("ignores fields that a newer version wrote")
    void unknown_fields() throws IOException {
        var mapper = new CBORMapper();
        var newer = (ObjectNode) mapper.readTree(codec.encode(FULL));
        newer.put("zz", 1);
        ((ObjectNode) newer.get("d")).put("later", "thing");

        assertThat(codec.decodeEvent(mapper.writeValueAsBytes(newer))).isEqualTo(FULL);
    }

    @Test
    @DisplayName("refuses a format that only a newer version knows, and says so")
    void unknown_format() {
        var newer = Stored.of("step-2", codec.encode(FULL));

        assertThatIllegalStateException()
                .isThrownBy(() -> newer.bytes(KernelCodec.STEP))
                .withMessageContainingAll("'step-2'", "expected: 'step'", "newer version", "nothing is lost");
    }

    @Test
    @DisplayName("has fixed manifests: they are stored")
    void manifests() {
        assertThat(List.of(KernelCodec.STEP, KernelCodec.STATE)).containsExactly("step", "state");
        assertThat(new StoredSerializer().identifier()).isEqualTo(720_817);
    }
}
