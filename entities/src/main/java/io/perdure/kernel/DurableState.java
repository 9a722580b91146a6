package io.perdure.kernel;

import java.util.List;

/**
 * The state of a durable instance: what its journal adds up to. Immutable.
 *
 * @param logic the logic's own state
 * @param steps ids of the last steps, oldest first, at most {@value #REMEMBERED_STEPS}
 * @param createdAt epoch milliseconds of the first step
 * @param updatedAt epoch milliseconds of the last step
 */
record DurableState<S>(
        S logic,
        Inbound inbound,
        Outbox outbox,
        RequestLog requests,
        List<Long> steps,
        long createdAt,
        long updatedAt) {

    static final int REMEMBERED_STEPS = 16;

    /** Limits of what is remembered; the same for every instance of a node. */
    record Limits(long forgetAfterMillis, int maxRequestIds) {}

    static <S> DurableState<S> initial(S logic) {
        return new DurableState<>(logic, Inbound.beginning(0, 0), Outbox.EMPTY, RequestLog.EMPTY, List.of(), 0, 0);
    }

    /** Before its first step an instance judges messages as that step will: it may have lived before. */
    DurableState<S> notYetBegun(long nowMillis, long forgetAfterMillis) {
        return new DurableState<>(
                logic, Inbound.beginning(nowMillis, forgetAfterMillis), outbox, requests, steps, createdAt, updatedAt);
    }

    /** Pure: the state after a step, at recovery as in life. */
    <D> DurableState<S> after(StepEvent<D> event, DurableLogic<S, D> rules, Limits limits) {
        boolean first = createdAt == 0;
        var from = first ? Inbound.beginning(event.at(), limits.forgetAfterMillis()) : inbound;
        return new DurableState<>(
                event.delta() == null ? logic : rules.apply(logic, event.delta()),
                from.forgotten(event.forgotten()).accepted(event.accepted(), event.at()),
                outbox.sent(event.firstNumber(), event.sent()).settled(event.settled()),
                requests.with(event.requests(), limits.maxRequestIds(), event.at() - limits.forgetAfterMillis()),
                remember(event.stepId()),
                first ? event.at() : createdAt,
                event.at());
    }

    private List<Long> remember(long stepId) {
        int from = Math.max(0, steps.size() - REMEMBERED_STEPS + 1);
        var last = new Long[steps.size() - from + 1];
        for (int i = from; i < steps.size(); i++) {
            last[i - from] = steps.get(i);
        }
        last[last.length - 1] = stepId;
        return List.of(last);
    }

    /** Whether the step of that id is the one with that version, given the version of this state. */
    boolean isStep(long stepId, long stepVersion, long version) {
        int back = (int) Math.min(version - stepVersion, REMEMBERED_STEPS);
        int at = steps.size() - 1 - back;
        return at >= 0 && at < steps.size() && steps.get(at) == stepId;
    }

    /** Whether the memory of steps still reaches back to that version. */
    boolean remembers(long stepVersion, long version) {
        return version >= stepVersion && version - stepVersion < steps.size();
    }
}
