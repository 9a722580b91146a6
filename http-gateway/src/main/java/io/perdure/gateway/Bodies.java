package io.perdure.gateway;

import akka.actor.ClassicActorSystemProvider;
import akka.http.javadsl.model.HttpEntity;
import akka.http.javadsl.model.HttpRequest;
import akka.http.javadsl.model.HttpResponse;
import akka.http.javadsl.model.RequestEntity;
import akka.http.javadsl.model.headers.Connection;
import akka.http.scaladsl.model.EntityStreamSizeException;
import akka.stream.javadsl.Sink;
import akka.util.ByteString;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads request bodies, within limits, and gets rid of those that nobody reads. */
final class Bodies {
    private final ClassicActorSystemProvider system;
    private final HttpSettings settings;
    private final JsonText json;

    Bodies(ClassicActorSystemProvider system, HttpSettings settings) {
        this.system = system;
        this.settings = settings;
        this.json = new JsonText(settings);
    }

    /**
     * Reads the input of an operation (H-95) and goes on with it as JSON text, null when there is none: a body that says
     * it is JSON is checked, any other is a string.
     *
     * @throws Refusal as the future may fail: too large, encoded, not UTF-8, not JSON
     */
    CompletionStage<HttpResponse> withInput(
            Exchange exchange, Function<@Nullable String, CompletionStage<HttpResponse>> next) {
        return read(exchange, this::input, next);
    }

    /** As {@link #withInput}, for JSON whatever the body says it is (H-25); null when there is none. */
    CompletionStage<HttpResponse> withJson(
            Exchange exchange, Function<@Nullable String, CompletionStage<HttpResponse>> next) {
        return read(exchange, this::json, next);
    }

    /** As {@link #withJson}, for a body that has to be there and to say that it is JSON (H-68). */
    CompletionStage<HttpResponse> withDeclaredJson(
            Exchange exchange, Function<String, CompletionStage<HttpResponse>> next) {
        return read(exchange, this::declaredJson, next);
    }

    /** Reads the body for whoever can do with any, and goes on with the request that has it. */
    CompletionStage<HttpResponse> whole(Exchange exchange, Function<HttpRequest, CompletionStage<HttpResponse>> next) {
        return read(exchange, exchange::withBody, next);
    }

    private <T extends @Nullable Object> CompletionStage<HttpResponse> read(
            Exchange exchange,
            Function<HttpEntity.Strict, T> content,
            Function<T, CompletionStage<HttpResponse>> next) {
        RequestEntity entity = exchange.request().entity();
        checkEncoding(exchange);
        long length = entity.getContentLengthOption().orElse(0);
        if (length > settings.maxBodySize() || length < 0) {
            throw tooLarge();
        }
        exchange.takeBody();
        if (entity instanceof HttpEntity.Strict strict) {
            return next.apply(content.apply(strict));
        }
        // The limit of the stream, and not that of toStrict: only the first fails with an exception of its own.
        var whole = entity.withSizeLimit(settings.maxBodySize())
                .toStrict(settings.requestTimeout().toMillis(), Long.MAX_VALUE, system);
        return Stages.then(translated(whole), strict -> next.apply(content.apply(strict)));
    }

    /** To be called when the answer is known and the body was not taken: unread, it would block its connection. */
    HttpResponse drop(Exchange exchange, HttpResponse answer) {
        RequestEntity entity = exchange.request().entity();
        if (entity.isStrict()) {
            return answer;
        }
        if (entity.getContentLengthOption().orElse(Long.MAX_VALUE) <= settings.maxBodySize()) {
            entity.discardBytes(system);
            return answer;
        }
        // Nobody waits for the end of an endless body: the connection goes with it.
        entity.getDataBytes().runWith(Sink.cancelled(), system);
        return answer.addHeader(Connection.create("close"));
    }

    private @Nullable String input(HttpEntity.Strict entity) {
        ByteString bytes = entity.getData();
        if (bytes.isEmpty() || saysJson(entity)) {
            return json(entity);
        }
        return JsonText.quote(decoded(bytes, charset(entity)));
    }

    private @Nullable String json(HttpEntity.Strict entity) {
        if (entity.getData().isEmpty()) {
            return null;
        }
        String text = decoded(entity.getData(), StandardCharsets.UTF_8);
        json.check(text);
        return text;
    }

    private String declaredJson(HttpEntity.Strict entity) {
        if (!saysJson(entity)) {
            throw Refusal.badRequest("Content-Type: \"%.80s\" (expected: application/json)."
                    .formatted(entity.getContentType().mediaType()));
        }
        String text = json(entity);
        if (text == null) {
            throw Refusal.badRequest("Request body: empty (expected: one JSON value; null for no data).");
        }
        return text;
    }

    private static boolean saysJson(HttpEntity.Strict entity) {
        var type = entity.getContentType().mediaType();
        return type.mainType().equalsIgnoreCase("application") && type.subType().equalsIgnoreCase("json");
    }

    private static void checkEncoding(Exchange exchange) {
        // Nothing is unpacked here: a small body must not become a large one behind the limit.
        String encoding = exchange.header("Content-Encoding");
        if (encoding != null && !encoding.trim().equalsIgnoreCase("identity")) {
            throw new Refusal(Problem.UNSUPPORTED, "Content-Encoding: \"%.80s\" (expected: none).".formatted(encoding));
        }
    }

    private static Charset charset(HttpEntity.Strict entity) {
        String name = entity.getContentType()
                .getCharsetOption()
                .map(charset -> charset.value())
                .orElse("utf-8");
        try {
            return Charset.forName(name);
        } catch (IllegalArgumentException unknown) {
            throw new Refusal(
                    Problem.UNSUPPORTED,
                    "Content-Type: charset \"%.80s\" (expected: one that Java knows, best utf-8).".formatted(name));
        }
    }

    private static String decoded(ByteString bytes, Charset charset) {
        String text = bytes.decodeString(charset);
        if (text.indexOf('\uFFFD') < 0) {
            return text;
        }
        try {
            // Either somebody sent that character, or decoding put it for bytes that are none.
            return charset.newDecoder().decode(bytes.toByteBuffer()).toString();
        } catch (CharacterCodingException malformed) {
            throw Refusal.badRequest("Request body: bytes that are not %s (expected: text).".formatted(charset));
        }
    }

    private <T> CompletableFuture<T> translated(CompletionStage<T> body) {
        var result = new CompletableFuture<T>();
        body.whenCompleteAsync(
                (value, failure) -> {
                    if (failure == null) {
                        result.complete(value);
                    } else {
                        result.completeExceptionally(refusal(Stages.cause(failure)));
                    }
                },
                Runnable::run);
        return result;
    }

    private Refusal refusal(Throwable failure) {
        if (failure instanceof EntityStreamSizeException) {
            return tooLarge();
        }
        if (failure instanceof TimeoutException) {
            return new Refusal(
                    Problem.TOO_SLOW,
                    "Request body: not complete after %d s."
                            .formatted(settings.requestTimeout().toSeconds()));
        }
        return Refusal.badRequest("Request body: broken off or malformed (%.200s).".formatted(failure.getMessage()));
    }

    private Refusal tooLarge() {
        return new Refusal(
                Problem.TOO_LARGE,
                "Request body: larger than %d bytes, which is perdure.http.max-body-size."
                        .formatted(settings.maxBodySize()));
    }
}
