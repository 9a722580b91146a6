package io.perdure.gateway.node.module;

/** The n-th append of a client. */
public record Entry(String client, int n) {
    String text() {
        return client + ':' + n;
    }
}
