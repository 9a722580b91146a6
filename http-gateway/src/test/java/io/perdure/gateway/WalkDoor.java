package io.perdure.gateway;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a {@link Walker} talks to: a node, or something in front of it that is made to be wrong. */
interface WalkDoor {
    Reply send(Call call);

    /** A request; the path is relative to the base of the API. */
    record Call(String method, String path, @Nullable String body, Map<String, String> headers) {
        static Call of(String method, String path) {
            return new Call(method, path, null, Map.of());
        }

        static Call json(String method, String path, String body) {
            return new Call(method, path, body, Map.of("Content-Type", "application/json"));
        }

        Call with(String header, String value) {
            return new Call(method, path, body, Map.of(header, value));
        }

        @Override
        public String toString() {
            return method
                    + ' '
                    + path
                    + (body == null ? "" : ' ' + body)
                    + (headers.isEmpty() ? "" : ' ' + headers.toString());
        }
    }

    /** What came back, with the token of the next page if there was one. */
    record Reply(int status, String body, String token) {
        @Override
        public String toString() {
            return status + " " + (body.length() <= 300 ? body : body.substring(0, 300) + "…");
        }
    }

    /** A node by its port. */
    static WalkDoor of(GatewayFixture door) {
        return call -> {
            var body = call.body() == null ? BodyPublishers.noBody() : BodyPublishers.ofString(call.body());
            var request = door.request(call.path()).method(call.method(), body);
            call.headers().forEach(request::header);
            var answer = door.send(request);
            return new Reply(
                    answer.statusCode(),
                    answer.body(),
                    answer.headers().firstValue("x-ms-continuation-token").orElse(""));
        };
    }
}
