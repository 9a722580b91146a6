package io.perdure.kernel;

import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The wish that an instance be erased, and who wants to hear of it. Not thread-safe.
 *
 * @param <R> where a client's answer goes
 */
final class Erasure<R> {
    private boolean wanted;
    private boolean always;
    private @Nullable R replyTo;

    /** Notes the wish, unless a client waits for an earlier one already. */
    boolean want(boolean evenIfNeeded, @Nullable R answerTo) {
        if (replyTo != null && answerTo != null) {
            return false;
        }
        wanted = true;
        always = evenIfNeeded;
        replyTo = answerTo == null ? replyTo : answerTo;
        return true;
    }

    boolean isWanted() {
        return wanted;
    }

    /** Whether the instance goes although something of it needs remembering. */
    boolean isAlways() {
        return always;
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

    /** It is left to the instance's next life. */
    void giveBack(BiConsumer<Boolean, R> to) {
        if (replyTo != null) {
            to.accept(always, replyTo);
            replyTo = null;
        }
    }
}
