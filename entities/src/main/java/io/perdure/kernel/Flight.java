package io.perdure.kernel;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A step between its decision and its release: the event that goes to the journal, and everybody who hears of it after
 * that.
 *
 * @param version the event's sequence number in the journal
 * @param <R> where a client's answer goes
 */
record Flight<D, R>(
        Taken<R> taken,
        int consumed,
        List<Response> responses,
        List<Outcome.Late> late,
        StepEvent<D> event,
        long version) {

    /** Decides the event of a step; {@code forgettable} senders that just wrote again are kept. */
    static <D, R> Flight<D, R> of(
            Taken<R> taken,
            Outcome.Done<D> done,
            DurableState<?> state,
            long version,
            long stepId,
            long now,
            Map<Address, Long> settled,
            Collection<Address> forgettable) {
        var remembered = new ArrayList<RequestLog.Entry>();
        for (int i = 0; i < done.consumed(); i++) {
            if (taken.incoming.get(i).origin() instanceof Origin.Client client && client.requestId() != null) {
                remembered.add(new RequestLog.Entry(
                        client.requestId(), now, done.responses().get(i)));
            }
        }
        for (Outcome.Late late : done.late()) {
            if (late.requestId() != null) {
                remembered.add(new RequestLog.Entry(late.requestId(), now, late.response()));
            }
        }
        var accepted = taken.accepted(done.consumed());
        var event = new StepEvent<>(
                stepId,
                now,
                accepted,
                remembered,
                done.delta(),
                done.outgoing().isEmpty() ? 0 : Outbox.next(state.outbox().lastNumber(), now * 1000),
                done.outgoing(),
                settled,
                forgettable.stream().filter(from -> !accepted.containsKey(from)).toList());
        return new Flight<>(taken, done.consumed(), done.responses(), done.late(), event, version + 1);
    }

    /** The clients get what their messages came to, now or of a step before; some have to wait. */
    void answer(Effects<?, ?, R> effects, Unanswered<R> unanswered) {
        for (int i = 0; i < consumed; i++) {
            if (!Response.LATER.equals(responses.get(i))) {
                taken.answer(effects, i, new Reply.Done(responses.get(i)));
            } else if (taken.incoming.get(i).origin() instanceof Origin.Client client) {
                taken.takeAsked(i).forEach(asked -> unanswered.add(client, asked));
            }
        }
        late.forEach(one -> unanswered.answer(one, effects));
    }

    /** All clients get the same. */
    void answerAll(Effects<?, ?, R> effects, Reply reply) {
        for (int i = 0; i < consumed; i++) {
            taken.answer(effects, i, reply);
        }
    }

    /** The destinations of its messages. */
    Set<Address> destinations() {
        var all = new HashSet<Address>();
        event.sent().forEach(out -> all.add(out.to()));
        return all;
    }
}
