package io.perdure.kernel;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Clients: send requests, some with ids, and repeat those that have one. */
final class SimulatedClients {
    private static final long PATIENCE_MILLIS = 3_000;
    private static final int MOST_ATTEMPTS = 5;

    /** One request, however often it is sent. */
    record Asked(Address to, Message message, @Nullable String requestId, List<Attempt> attempts) {}

    /** One sending of a request, and what came back. */
    static final class Attempt {
        private final Asked request;
        private final int number;
        private final List<Reply> replies = new ArrayList<>();
        private boolean answeredEarly;

        Attempt(Asked request, int number) {
            this.request = request;
            this.number = number;
        }

        int number() {
            return number;
        }

        List<Reply> replies() {
            return replies;
        }

        boolean isDone() {
            return replies.stream().anyMatch(reply -> reply instanceof Reply.Done || reply instanceof Reply.Refused);
        }

        @Override
        public String toString() {
            return request.message().name() + "/" + number;
        }
    }

    private final Simulation simulation;
    private final List<Asked> requests = new ArrayList<>();

    SimulatedClients(Simulation simulation) {
        this.simulation = simulation;
    }

    List<Asked> requests() {
        return requests;
    }

    /** Sends requests over a span of time. */
    void begin(int count, long spanMillis) {
        var random = simulation.random();
        for (int i = 0; i < count; i++) {
            int number = requests.size();
            var to = simulation
                    .addresses()
                    .get(random.nextInt(simulation.addresses().size()));
            int kind = random.nextInt(20);
            String verb =
                    kind < 9 ? "forward" : kind < 15 ? "count" : kind < 17 ? "work" : kind < 19 ? "nap" : "vanish";
            String id = random.nextInt(5) < 3 ? "id-" + number : null;
            var request = new Asked(to, Message.of(verb, "op-" + number, null), id, new ArrayList<>());
            requests.add(request);
            simulation.later(random.nextLong(spanMillis), "client", () -> send(request));
        }
    }

    void reply(Attempt to, Reply reply) {
        simulation.trace("client hears of %s: %s", to, reply);
        if (!to.answeredEarly) {
            to.replies.add(reply);
        }
    }

    /** For planted bugs: answers whoever asked last and has no answer. */
    void replyToLast(String token, Reply reply) {
        for (var request : requests) {
            int last = request.attempts().size() - 1;
            if (request.message().name().equals(token)
                    && last >= 0
                    && request.attempts().get(last).replies().isEmpty()) {
                reply(request.attempts().get(last), reply);
                request.attempts().get(last).answeredEarly = true;
            }
        }
    }

    private void send(Asked request) {
        var attempt = new Attempt(request, request.attempts().size() + 1);
        request.attempts().add(attempt);
        long until = simulation.now() + 3 * PATIENCE_MILLIS;
        simulation
                .network()
                .request(request.to(), new Inbox.Asked<>(request.message(), request.requestId(), until, attempt));
        if (request.requestId() != null && attempt.number() < MOST_ATTEMPTS) {
            // Mostly a retry after a time-out, sometimes an impatient one, sometimes one out of the blue.
            boolean impatient = simulation.random().nextInt(4) == 0;
            boolean needless = simulation.random().nextInt(4) == 0;
            long pause = impatient ? simulation.random().nextLong(100) : PATIENCE_MILLIS;
            simulation.later(pause, "client", () -> {
                if (needless || request.attempts().stream().noneMatch(Attempt::isDone)) {
                    send(request);
                }
            });
        }
    }
}
