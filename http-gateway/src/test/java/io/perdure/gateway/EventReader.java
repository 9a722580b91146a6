package io.perdure.gateway;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A reader of server-sent events, as a browser is one: each event by its fields, comments as events of that name. */
final class EventReader implements AutoCloseable {
    private static final int PATIENCE_SECONDS = 10;

    /** @param name {@code comment} for a line that is none */
    record Event(String name, String id, String data) {}

    /** After the last event. */
    static final Event CLOSED = new Event("closed", "", "");

    private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
    private final HttpResponse<InputStream> response;

    EventReader(HttpRequest.Builder request) {
        try {
            response = HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
        var reader = new Thread(this::read, "event-reader");
        reader.setDaemon(true);
        reader.start();
    }

    HttpResponse<InputStream> response() {
        return response;
    }

    /** The next event, comments left out. */
    Event next() {
        Event event = nextOrComment();
        while (event.name().equals("comment")) {
            event = nextOrComment();
        }
        return event;
    }

    Event nextOrComment() {
        try {
            Event event = events.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
            if (event == null) {
                throw new AssertionError("No event in time.");
            }
            return event;
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** Whether all that has come so far has been looked at. */
    boolean isQuiet() {
        return events.stream().allMatch(event -> event.name().equals("comment"));
    }

    private void read() {
        try (var lines = new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
            List<String> fields = new ArrayList<>();
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (!line.isEmpty()) {
                    fields.add(line);
                } else {
                    events.add(event(fields));
                    fields.clear();
                }
            }
        } catch (IOException gone) {
            // closed by this side, or by the other
        }
        events.add(CLOSED);
    }

    private static Event event(List<String> fields) {
        if (fields.stream().allMatch(line -> line.startsWith(":"))) {
            return new Event("comment", "", "");
        }
        return new Event(field(fields, "event: "), field(fields, "id: "), field(fields, "data: "));
    }

    private static String field(List<String> fields, String name) {
        return String.join(
                "\n",
                fields.stream()
                        .filter(line -> line.startsWith(name))
                        .map(line -> line.substring(name.length()))
                        .toList());
    }

    @Override
    public void close() {
        try {
            response.body().close();
        } catch (IOException gone) {
            // is what was wanted
        }
    }
}
