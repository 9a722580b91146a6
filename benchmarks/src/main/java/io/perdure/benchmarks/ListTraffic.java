package io.perdure.benchmarks;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the list of completed instances, page by page, and keeps the outputs of those of one orchestrator. One client. */
final class ListTraffic implements Traffic {
    private final Peer peer;
    private final String orchestrator;
    private final Instant since;
    private final List<String> outputs = new ArrayList<>();
    private @Nullable String token;
    private @Nullable String fault;
    private boolean done;

    ListTraffic(Peer peer, String orchestrator, Instant since) {
        this.peer = peer;
        this.orchestrator = orchestrator;
        this.since = since;
    }

    List<String> outputs() throws IOException {
        if (fault != null) {
            throw new IOException("List of instances: " + fault);
        }
        return outputs;
    }

    @Override
    public int next() {
        return done ? DONE : 0;
    }

    @Override
    public byte[] request(int number) {
        return HttpRequests.completed(peer, since, token);
    }

    @Override
    public void answered(int number, long sentAt, HttpAnswer answer) {
        token = answer.header(HttpRequests.TOKEN);
        done = token == null || token.isEmpty();
        if (answer.status() != 200) {
            lost(number, "HTTP %d %s".formatted(answer.status(), answer.body()));
            return;
        }
        try {
            for (JsonNode instance : EmbeddedTarget.JSON.readTree(answer.body())) {
                if (instance.path("name").asText().equalsIgnoreCase(orchestrator)) {
                    outputs.add(instance.path("output").toString());
                }
            }
        } catch (JsonProcessingException e) {
            lost(number, e.toString());
        }
    }

    @Override
    public void lost(int number, String reason) {
        fault = reason;
        done = true;
    }
}
