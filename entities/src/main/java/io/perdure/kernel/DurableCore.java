package io.perdure.kernel;

import io.perdure.kernel.store.InstanceRow;
import java.time.Duration;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The durable actor without the actor: inbox → step → one journal row → replies and outbox. Decides everything and does
 * nothing itself; see {@link Effects}. Not thread-safe; its owner calls one method at a time.
 *
 * @param <R> where a client's answer goes
 */
final class DurableCore<S, D, R> extends StepLoop<S, D, R> {

    DurableCore(Address self, DurableLogic<S, D> logic, KernelSettings settings, Effects<S, D, R> effects) {
        super(self, logic, settings, effects);
    }

    void request(Inbox.Asked<R> request) {
        String tooMuch = logic.tooMuchFor(request.message());
        if (tooMuch != null && !isAnswered(request)) {
            effects.reply(request.replyTo(), new Reply.Busy(tooMuch));
        } else if (phase == Phase.LOADING && lost > 0) {
            effects.reply(request.replyTo(), unavailable());
        } else if (inbox.offer(request)) {
            advance();
        } else {
            effects.reply(
                    request.replyTo(),
                    new Reply.Busy("%d requests wait at %s (perdure.kernel.inbox).".formatted(inbox.size(), self)));
        }
    }

    /** Whether it repeats one that is known to have been taken: its client must not hear that nothing was. */
    private boolean isAnswered(Inbox.Asked<R> request) {
        String id = request.requestId();
        return id != null && state.requests().answer(id) != null;
    }

    void question(Message question, R replyTo) {
        if (logic.isForLiveSide(question) ? isWithLiveSide() : (phase != Phase.LOADING || version > 0)) {
            answer(question, replyTo);
        } else if (lost > 0) {
            effects.reply(replyTo, unavailable());
        } else {
            questions.add(question, replyTo);
        }
    }

    /** Whether the live side is not ahead of what is committed, but for the step that it works on. */
    private boolean isWithLiveSide() {
        return phase == Phase.READY || phase == Phase.STEPPING;
    }

    /** A question that may wait for an answer; it waits for the journal, too, when that is away. */
    void await(Message question, long patienceMillis, R replyTo) {
        long now = effects.now();
        var await = new Awaits.Await<>(question, replyTo, patienceMillis == 0 ? 0 : now + patienceMillis);
        boolean known = phase != Phase.LOADING || version > 0;
        if (!known || !answerAwait(await)) {
            awaits.add(await, now);
        }
    }

    void deliver(Address from, long cleared, List<Numbered> messages) {
        if (takesAll(messages)) {
            senders.wrote(from);
            inbox.offer(from, cleared, messages);
            advance();
        } // else it comes again
    }

    /** In order: what follows a message that is not taken is not taken either, and neither is what goes before it. */
    boolean takesAll(List<Numbered> messages) {
        for (Numbered one : messages) {
            if (logic.tooMuchFor(one.message()) != null) {
                return false;
            }
        }
        return true;
    }

    boolean takes(Message message) {
        return logic.tooMuchFor(message) == null;
    }

    /** A message of the instance's own live side. */
    void offered(Message message) {
        inbox.offer(message);
        advance();
    }

    void erased(boolean done) {
        if (phase == Phase.ERASING) {
            erasure.end(done && version > 0, effects);
            become(DurableState.initial(logic.initial(self)), 0); // nobody reads what is no more
            phase = Phase.LOADING; // what comes now waits for the next life
            effects.leave();
        }
    }

    @Override
    void wake(long rowVersion) {
        if (phase == Phase.LOADING) {
            wakeWanted = Math.max(wakeWanted, rowVersion); // also by the wake-up that had it loaded
        } else if (phase == Phase.READY && (version == 0 || rows.isReclaimable(state, summary(), effects.now()))) {
            // Version 0: a row that came late, of an instance that has been erased.
            erase(Erasure.Wish.IF_NOTHING_IS_LEFT, null);
        } else if (phase == Phase.READY) {
            // A row that is ahead was written by another owner, and this copy is behind: a commit fails, so that all is
            // read anew.
            flushWanted |= rowVersion > version;
            found |= rowVersion > 0;
            advance();
        }
    }

    void erase(Erasure.Wish wish, @Nullable R replyTo) {
        if (phase == Phase.LOADING && lost > 0 && replyTo != null) {
            effects.reply(replyTo, unavailable());
        } else if (erasure.want(wish, replyTo)) {
            advance();
        } else if (replyTo != null) {
            effects.reply(replyTo, new Reply.Busy("%s is being erased already.".formatted(self)));
        }
    }

    @Override
    void erase(Erasure.Wish wish) {
        boolean nothing = version == 0 && inbox.isEmpty();
        boolean may = nothing
                || (version > 0 && wish.always())
                || (version > 0 && wish.atVersion() == version && !deliveries.isBusy())
                || (inbox.isEmpty() && rows.isReclaimable(state, summary(), effects.now()));
        if (may) {
            erasure.begin();
            phase = Phase.ERASING;
            effects.erase(version);
        } else {
            erasure.end(false, effects);
            advance();
        }
    }

    /** A client whose request is not here, and whose answer may have been lost with a former owner, hears so. */
    void seek(R replyTo) {
        boolean here = inbox.has(replyTo)
                || (stepping != null && stepping.has(replyTo))
                || (flight != null && flight.taken().has(replyTo))
                || unanswered.has(replyTo)
                || erasure.isFor(replyTo);
        if (!here) {
            effects.reply(
                    replyTo,
                    new Reply.Unknown(("The owner of %s was lost before it answered: the request may have been done."
                                    + " Send a request id to have it sent again.")
                            .formatted(self)));
        }
    }

    void acknowledged(Address by, long upTo) {
        deliveries.acknowledged(by, upTo);
    }

    void mustClear(Address by, long floor) {
        if (deliveries.mustClear(by, floor)) {
            flushWanted = true;
            advance();
        }
    }

    void mayForget(Address from, long upTo) {
        senders.allowForgetting(from, upTo, state.inbound());
    }

    /** Resends what is overdue. */
    void resend() {
        deliveries.resendOverdue();
    }

    /** Epoch milliseconds of the next resend; {@link Long#MAX_VALUE} for none. */
    long nextResend() {
        return deliveries.nextResend();
    }

    /**
     * Nothing came for a while: records what is lazily recorded, tells others what they may forget, and leaves when
     * nothing keeps the instance here.
     */
    void idle() {
        if (phase != Phase.READY || !inbox.isEmpty() || deliveries.isBusy()) {
            return;
        }
        if (!deliveries.unrecorded().isEmpty() || !senders.forgettable().isEmpty()) {
            flushWanted = true;
            advance();
            return;
        }
        deliveries.allowForgetting();
        if (!summary().busy()
                && !isWaitedFor()
                && nextWake() - effects.now() > settings.keepLiveBelow().toMillis()) {
            if (rows.isKnown()) {
                InstanceRow row = rows.leaving(state, version, summary());
                if (row != null) {
                    effects.index(row);
                }
            } else if (found && !rows.isSoonReclaimable(state, summary(), effects.now())) {
                // Only who wrote a version may show less activity for it: another owner may count on what the
                // table has, and a write of a former one may still be under way. A commit fences both.
                flushWanted = true;
                advance();
                return;
            }
            effects.leave();
        }
    }

    /** How long nothing has to come until {@link #idle}. */
    Duration patience() {
        return summary().settled() ? settings.passivateSettledAfter() : settings.passivateAfter();
    }

    /** Clients' requests that no step has taken; they are safe to send elsewhere. */
    void giveBack(Consumer<Inbox.Asked<R>> to) {
        if (stepping != null) {
            inbox.putBack(stepping, 0);
            stepping = null;
        }
        inbox.drainRequests(to);
    }

    /**
     * What else waits for an answer of this instance's next life: questions, and who wants it erased. Clients whose
     * requests were taken and not answered have to ask again.
     */
    void giveBackRest(
            BiConsumer<Message, R> question, Consumer<Awaits.Await<R>> await, BiConsumer<Erasure.Wish, R> erase) {
        unanswered.end(effects, new Reply.Unknown("%s moved or stopped before it answered.".formatted(self)));
        questions.drain(question);
        awaits.drain().forEach(await);
        erasure.giveBack(erase);
    }

    /** Clients whose step is on its way to the journal, with an end that will not be seen. */
    void abandon() {
        if (flight != null) {
            flight.answerAll(
                    effects,
                    new Reply.Unknown("%s moved or stopped while the request was being committed.".formatted(self)));
            flight = null;
        }
    }

    boolean isBetweenSteps() {
        return phase == Phase.READY || (phase == Phase.LOADING && flight == null);
    }

    boolean isAt(long asked) {
        return phase == Phase.READY && version == asked;
    }

    int losses() {
        return lost;
    }
}
