package io.perdure.entities.internal;

import io.perdure.failures.FailureDetails;
import io.perdure.kernel.Message;
import io.perdure.kernel.Outcome;
import io.perdure.kernel.Outgoing;
import io.perdure.kernel.Response;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What leaves with a step: an answer to each message that it took, late ones to older clients, and messages (E-63). */
final class BatchOutput {

    /** What a step did that others hear of. */
    private sealed interface Deed {

        /** @param index of the message that the result answers; {@link LockTransition.Arrival#EARLIER} for none */
        record Ran(OperationResult result, int index) implements Deed {}

        record Granted(Lock lock) implements Deed {}
    }

    private final List<Response> responses = new ArrayList<>();
    private final List<Deed> deeds = new ArrayList<>();

    boolean isEmpty() {
        return responses.isEmpty() && deeds.isEmpty();
    }

    /** One more message is taken; gives its index. An operation that answers it replaces the response. */
    int answer(Response response) {
        responses.add(response);
        return responses.size() - 1;
    }

    void ran(OperationResult result, int index) {
        deeds.add(new Deed.Ran(result, index));
    }

    void granted(Lock lock) {
        deeds.add(new Deed.Granted(lock));
    }

    /** No operation takes effect (E-64). Locks are none of their business. */
    void spoil(FailureDetails why) {
        deeds.replaceAll(
                deed -> deed instanceof Deed.Ran ran ? new Deed.Ran(ran.result().spoiled(why), ran.index()) : deed);
    }

    List<OperationResult> results() {
        return deeds.stream()
                .filter(Deed.Ran.class::isInstance)
                .map(deed -> ((Deed.Ran) deed).result())
                .toList();
    }

    Outcome.Done<EntityDelta> done(@Nullable EntityDelta delta, Json json) {
        List<Outgoing> outgoing = new ArrayList<>();
        List<Outcome.Late> late = new ArrayList<>();
        for (Deed deed : deeds) {
            if (deed instanceof Deed.Ran ran) {
                outgoing.addAll(ran.result().outgoing(json));
                answer(ran, late);
            } else if (deed instanceof Deed.Granted granted) {
                outgoing.add(grant(granted.lock()));
            }
        }
        return new Outcome.Done<>(responses.size(), delta, responses, outgoing, late);
    }

    private void answer(Deed.Ran ran, List<Outcome.Late> late) {
        OperationRequest request = ran.result().request();
        if (ran.index() != LockTransition.Arrival.EARLIER) {
            responses.set(ran.index(), ran.result().response());
        } else if (request.clientCall()) {
            late.add(new Outcome.Late(
                    request.ticket(), request.requestId(), ran.result().response()));
        }
    }

    private static Outgoing grant(Lock lock) {
        return new Outgoing(lock.owner(), Message.of(EntityMessages.GRANTED, lock.callId(), null));
    }
}
