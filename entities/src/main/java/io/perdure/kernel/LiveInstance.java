package io.perdure.kernel;

import java.time.Instant;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What an instance in memory consists of, and what it answers from its committed state. The innermost part of {@link
 * DurableCore}. Not thread-safe.
 *
 * @param <R> where a client's answer goes
 */
abstract class LiveInstance<S, D, R> {

    final Address self;
    final DurableLogic<S, D> logic;
    final KernelSettings settings;
    final Effects<S, D, R> effects;
    final Inbox<R> inbox;
    final Deliveries deliveries;
    final RowKeeper rows;
    final Questions<R> questions = new Questions<>();
    final Awaits<R> awaits = new Awaits<>();
    final Unanswered<R> unanswered = new Unanswered<>();
    final Senders senders = new Senders();
    final Erasure<R> erasure = new Erasure<>();

    DurableState<S> state;
    long version;
    private Summary summary;

    /** A state that may come next, and its summary: so that it need not be made twice. */
    private @Nullable DurableState<S> foreseen;

    private @Nullable Summary foreseenSummary;

    LiveInstance(Address self, DurableLogic<S, D> logic, KernelSettings settings, Effects<S, D, R> effects) {
        this.self = self;
        this.logic = logic;
        this.settings = settings;
        this.effects = effects;
        this.inbox = new Inbox<>(settings.inbox(), effects.randomId());
        this.deliveries = new Deliveries(self, settings.courier(), effects);
        this.rows = new RowKeeper(self, settings.forgetAfter(), settings.wakerRescan());
        this.state = DurableState.initial(logic.initial(self));
        this.summary = logic.summarise(state.logic());
    }

    /** What was heard last before this may be forgotten. */
    final long horizon() {
        return effects.now() - settings.forgetAfter().toMillis();
    }

    final Reply unavailable() {
        return new Reply.Unavailable("The journal of %s cannot be reached.".formatted(self));
    }

    /** Whether a client waits here for what no message brings about. */
    final boolean isWaitedFor() {
        awaits.examine(one -> false, effects.now());
        unanswered.expire(effects.now());
        return !awaits.isEmpty() || !unanswered.isEmpty();
    }

    final Summary summary() {
        return summary;
    }

    /** The summary of a state that the instance may soon be in. */
    final Summary foresee(DurableState<S> next) {
        var itsSummary = logic.summarise(next.logic());
        foreseen = next;
        foreseenSummary = itsSummary;
        return itsSummary;
    }

    @SuppressWarnings("ReferenceEquality") // the very state; an equal one is summarised again
    final void become(DurableState<S> next, long nextVersion) {
        state = next;
        version = nextVersion;
        summary = next == foreseen && foreseenSummary != null ? foreseenSummary : logic.summarise(next.logic());
        foreseen = null;
        foreseenSummary = null;
    }

    final void answerAwaits() {
        awaits.examine(this::answerAwait, effects.now());
    }

    /** Whether that question need not wait any longer. */
    final boolean answerAwait(Awaits.Await<R> one) {
        if (logic.isAnswerable(state.logic(), one.question())) {
            answer(one.question(), one.replyTo());
            return true;
        } else if (one.until() == 0) {
            effects.reply(one.replyTo(), new Reply.NotYet());
            return true;
        }
        return false;
    }

    final void answer(Message question, R replyTo) {
        if (logic.isForLiveSide(question)) {
            effects.ask(state.logic(), question, replyTo, view());
        } else {
            effects.reply(replyTo, view().apply(logic.read(state.logic(), question)));
        }
    }

    /** Whatever is answered is about the state of this moment. */
    private Function<Response, Reply> view() {
        long at = version;
        Instant updated = Instant.ofEpochMilli(state.updatedAt());
        int backlog = inbox.size();
        return answer -> new Reply.Viewed(new DurableClient.View(answer, at, updated, backlog));
    }
}
