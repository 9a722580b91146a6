package io.perdure.kernel;

import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The wish that an instance be erased, and who wants to hear of it. Not thread-safe.
 *
 * @param <R> where a client's answer goes
 */
final class Erasure<R> {

    /**
     * When it may go.
     *
     * @param always although something of it needs remembering
     * @param atVersion although something needs remembering, if that is its version and everything sent has arrived; 0 for
     *     no such version
     */
    record Wish(boolean always, long atVersion) {
        static final Wish IF_NOTHING_IS_LEFT = new Wish(false, 0);
        static final Wish ALWAYS = new Wish(true, 0);
    }

    private Wish wish = Wish.IF_NOTHING_IS_LEFT;
    private boolean wanted;
    private @Nullable R replyTo;

    /** Notes the wish, unless a client waits for an earlier one already. */
    boolean want(Wish newWish, @Nullable R answerTo) {
        if (replyTo != null) {
            return answerTo == null; // the client's wish stays
        }
        wish = newWish;
        wanted = true;
        replyTo = answerTo;
        return true;
    }

    /** What is wanted now; null for nothing. */
    @Nullable
    Wish wanted() {
        return wanted ? wish : null;
    }

    /** Whether that client waits for it. */
    boolean isFor(R client) {
        return client.equals(replyTo);
    }

    /** It is being done. */
    void begin() {
        wanted = false;
    }

    void end(boolean done, Effects<?, ?, R> effects) {
        wanted = false;
        if (replyTo != null) {
            effects.reply(replyTo, new Reply.Erased(done));
            replyTo = null;
        }
    }

    /** A client's wish is left to the instance's next life. */
    void giveBack(BiConsumer<Wish, R> to) {
        if (replyTo != null) {
            to.accept(wish, replyTo);
            replyTo = null;
        }
    }
}
