package io.perdure.gateway;

import akka.util.ByteString;

/** The text form of an event in a {@code text/event-stream}. */
final class ServerSentEvent {
    private ServerSentEvent() {}

    /** @param data may have line breaks, as JSON that a user has written may: each line is one of the event's */
    static ByteString text(String event, long id, String data) {
        var text = new StringBuilder(data.length() + 64);
        text.append("id: ").append(id).append("\nevent: ").append(event).append('\n');
        data.lines().forEach(line -> text.append("data: ").append(line).append('\n'));
        return ByteString.fromString(text.append('\n').toString());
    }
}
