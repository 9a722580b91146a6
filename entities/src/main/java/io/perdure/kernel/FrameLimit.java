package io.perdure.kernel;

import com.typesafe.config.Config;
import io.perdure.failures.FailureDetails;
import java.nio.charset.StandardCharsets;

/**
 * What fits into one message between nodes. Akka drops what does not, with no more than a line in the log, and who asked
 * would wait in vain.
 *
 * @param bytes of an answer's text, as UTF-8
 */
record FrameLimit(long bytes) {
    static final String KEY = "akka.remote.artery.advanced.maximum-frame-size";

    /** For addresses, class names, and all the rest of an answer. */
    private static final int HEAD_ROOM = 16 * 1024;

    /** A character becomes three bytes at most. */
    private static final int WIDEST = 3;

    /** @param all the actor system's configuration */
    static FrameLimit of(Config all) {
        return new FrameLimit(all.getBytes(KEY) - HEAD_ROOM);
    }

    /** The reply to a client, or, if it is too large and the client on another node, why it gets none. */
    Reply fitting(Reply reply, Address from, boolean remote) {
        if (!remote || !(reply instanceof Reply.Viewed viewed)) {
            return reply;
        }
        String text = viewed.view().answer().result();
        if (text == null || text.length() <= bytes / WIDEST) {
            return reply;
        }
        long size = text.getBytes(StandardCharsets.UTF_8).length;
        return size <= bytes ? reply : new Reply.Refused(tooLarge(from, size));
    }

    private FailureDetails tooLarge(Address from, long size) {
        return FailureDetails.of(
                "AnswerTooLarge",
                "Answer of %s: %d bytes (expected: at most %d between nodes, %s; ask for less of it, or raise that on all nodes)."
                        .formatted(from, size, bytes, KEY),
                true);
    }
}
