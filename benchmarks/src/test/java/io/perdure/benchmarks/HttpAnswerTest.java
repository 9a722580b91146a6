package io.perdure.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class HttpAnswerTest {
    private final HttpAnswer answer = new HttpAnswer();

    @Test
    void readsStatusAndBodyHoweverTheBytesAreCut() throws IOException {
        String whole = "HTTP/1.1 200 OK\r\nServer: x\r\nContent-Type: application/json\r\nCONTENT-length:  2\r\n\r\n42";
        for (int cut = 1; cut < whole.length(); cut++) {
            answer.clear();
            feed(whole.substring(0, cut));
            assertThat(answer.complete()).as("after %d bytes", cut).isFalse();
            feed(whole.substring(cut));
            assertThat(answer.complete()).isTrue();
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.body()).isEqualTo("42");
            assertThat(answer.closes()).isFalse();
        }
    }

    @Test
    void anAnswerWithoutLengthHasNoBody() throws IOException {
        feed("HTTP/1.1 204 No Content\r\n\r\n");
        assertThat(answer.complete()).isTrue();
        assertThat(answer.ok()).isTrue();
        assertThat(answer.body()).isEmpty();
    }

    @Test
    void givesAHeaderThatIsThere() throws IOException {
        feed("HTTP/1.1 200 OK\r\nX-Token: a b \r\nX-Empty: \r\nContent-Length: 0\r\n\r\n");
        assertThat(answer.complete()).isTrue();
        assertThat(answer.header("x-token")).isEqualTo("a b");
        assertThat(answer.header("x-empty")).isEmpty();
        assertThat(answer.header("x-tok")).isNull();
    }

    @Test
    void seesAServersWishToClose() throws IOException {
        feed("HTTP/1.1 503 Busy\r\nConnection: close\r\nContent-Length: 0\r\n\r\n");
        assertThat(answer.complete()).isTrue();
        assertThat(answer.ok()).isFalse();
        assertThat(answer.closes()).isTrue();
    }

    @Test
    void holdsABodyLargerThanItsBuffer() throws IOException {
        String body = "x".repeat(20_000);
        feed("HTTP/1.1 200 OK\r\nContent-Length: 20000\r\n\r\n" + body);
        assertThat(answer.complete()).isTrue();
        assertThat(answer.body()).isEqualTo(body);
    }

    @Test
    void refusesWhatItWouldMisread() {
        refuses("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", "chunks");
        refuses("SMTP ready, go ahead\r\n\r\n", "status line");
        refuses("HTTP/1.1 200 OK\r\nContent-Length: many\r\n\r\n", "digits");
        refuses("HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\nabc", "more than");
    }

    private void refuses(String bytes, String reason) {
        answer.clear();
        feed(bytes);
        assertThatThrownBy(answer::complete).isInstanceOf(IOException.class).hasMessageContaining(reason);
    }

    private void feed(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        answer.append(bytes, bytes.length);
    }
}
