package io.perdure.orchestrations.internal;

import io.perdure.kernel.Message;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a client's request id stands for inside. It counts for one kind of request and one name: who gives a start and an event
 * the same id, such as the number of an order, must not lose the event.
 */
final class RequestIds {
    private static final String RESTART = "restart";

    private RequestIds() {}

    /** Under which the instance remembers its answer to a message; null for none. */
    static @Nullable String of(Message message, @Nullable String requestId) {
        return requestId == null ? null : text(message.verb(), message.name().toLowerCase(Locale.ROOT), requestId);
    }

    /** As above, for a restart under the same id: the message is a start, and its id must not be taken for that one's. */
    static @Nullable String ofRestart(@Nullable String requestId) {
        return requestId == null ? null : text(RESTART, "", requestId);
    }

    /** The id of the instance that a start without one makes: the same for each repetition, and like the random ones. */
    static String startedId(String orchestrator, String requestId) {
        return instanceId(text(OrchestrationMessages.START, orchestrator.toLowerCase(Locale.ROOT), requestId));
    }

    /** As above, for a restart of an instance under another id. */
    static String restartedId(String formerId, String requestId) {
        return instanceId(text(RESTART, formerId, requestId));
    }

    private static String instanceId(String name) {
        return Uuids.named(name).toString().replace("-", "");
    }

    /** With a length, as names and ids may have any characters: no two of them read the same. */
    private static String text(String verb, String name, String requestId) {
        return "%s:%d:%s:%s".formatted(verb, requestId.length(), requestId, name);
    }
}
