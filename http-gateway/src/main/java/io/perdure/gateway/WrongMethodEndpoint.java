package io.perdure.gateway;

import akka.http.javadsl.model.HttpResponse;
import java.util.concurrent.CompletionStage;

/** Answers for a resource of ours that was asked with a wrong method: 404 as everywhere (H-3), but with the right one. */
record WrongMethodEndpoint(String expected) implements Endpoint {

    @Override
    public CompletionStage<HttpResponse> answer(Exchange exchange) {
        throw new Refusal(
                Problem.WRONG_METHOD,
                "Method of …/%s: %.20s (expected: %s)."
                        .formatted(
                                exchange.segment(exchange.length() - 1),
                                exchange.method().value(),
                                expected));
    }

    @Override
    public ErrorForm errors() {
        return ErrorForm.PROBLEM;
    }
}
