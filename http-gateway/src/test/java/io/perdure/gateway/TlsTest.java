package io.perdure.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A node with a certificate")
class TlsTest {
    private static final TestCertificate AUTHORITY = TestCertificate.authority("authority");
    private static final TestCertificate STRANGER = TestCertificate.authority("stranger");

    private final Map<String, Object> options = new TreeMap<>(Map.of("perdure.http.port", 0));
    private @Nullable Node node;

    @TempDir
    private Path directory;

    @BeforeEach
    void configure() throws IOException {
        certify(TestCertificate.of(AUTHORITY));
        options.put("perdure.http.tls.certificate", file("node.crt").toString());
        options.put("perdure.http.tls.private-key", file("node.key").toString());
    }

    @AfterEach
    void stop() {
        if (node != null) {
            node.close();
        }
    }

    private Path file(String name) {
        return directory.resolve(name);
    }

    private void certify(TestCertificate certificate) throws IOException {
        certificate.write(file("node.crt"), file("node.key"));
    }

    private Node start() {
        node = Node.start(
                NodeConfig.load(options, Map.of(), null),
                (given, modules) -> new GatewayFixture.TestEngine(
                        ScriptedEntities.failing(new IllegalStateException("nobody asks")),
                        () -> Stages.done("there")));
        return node;
    }

    private int port() {
        return URI.create(start().url()).getPort();
    }

    private static SSLContext client(@Nullable TestCertificate own) throws Exception {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("ca", AUTHORITY.certificate());
        var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        KeyManager[] keys = null;
        if (own != null) {
            var factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            factory.init(own.store("password"), "password".toCharArray());
            keys = factory.getKeyManagers();
        }
        var context = SSLContext.getInstance("TLS");
        context.init(keys, trust.getTrustManagers(), null);
        return context;
    }

    private static HttpResponse<String> get(int port, SSLContext client) throws Exception {
        return HttpClient.newBuilder()
                .sslContext(client)
                .build()
                .send(
                        HttpRequest.newBuilder(URI.create("https://127.0.0.1:" + port + "/health/live"))
                                .timeout(Duration.ofSeconds(10))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
    }

    /** The serial number of the certificate that a new connection is shown. */
    private static BigInteger shown(int port) throws Exception {
        try (var socket = connect(port, client(null))) {
            socket.startHandshake();
            return ((X509Certificate) socket.getSession().getPeerCertificates()[0]).getSerialNumber();
        }
    }

    private static SSLSocket connect(int port, SSLContext client, String... protocols) throws IOException {
        var socket = (SSLSocket) client.getSocketFactory().createSocket("127.0.0.1", port);
        socket.setSoTimeout(10_000);
        if (protocols.length > 0) {
            socket.setEnabledProtocols(protocols);
        }
        return socket;
    }

    // ---- connections

    @Test
    @DisplayName("speaks https, and says so")
    void https() throws Exception {
        var started = start();

        assertThat(started.url()).matches("https://127\\.0\\.0\\.1:[1-9][0-9]*");
        assertThat(get(URI.create(started.url()).getPort(), client(null)).statusCode())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @DisplayName("may have a key of any kind that clients understand")
    @ValueSource(strings = {"RSA", "EC", "Ed25519"})
    void kinds(String algorithm) throws Exception {
        certify(TestCertificate.of(AUTHORITY, algorithm, Duration.ofDays(90)));

        assertThat(get(port(), client(null)).statusCode()).isEqualTo(200);
    }

    @Test
    @DisplayName("may have its key as older tools write it")
    void old_key() throws Exception {
        var certificate = TestCertificate.of(AUTHORITY, "RSA", Duration.ofDays(90));
        certify(certificate);
        Files.writeString(file("node.key"), certificate.oldKeyPem());
        assertThat(certificate.oldKeyPem()).startsWith("-----BEGIN RSA PRIVATE KEY-----");

        assertThat(get(port(), client(null)).statusCode()).isEqualTo(200);
    }

    @Test
    @DisplayName("may have both in a key store, whose password nobody else gets")
    void key_store() throws Exception {
        try (var out = Files.newOutputStream(file("node.p12"))) {
            TestCertificate.of(AUTHORITY).store("a-secret-password").store(out, "a-secret-password".toCharArray());
        }
        options.put("perdure.http.tls.certificate", "");
        options.put("perdure.http.tls.private-key", "");
        options.put("perdure.http.tls.key-store", file("node.p12").toString());
        options.put("perdure.http.tls.key-store-password", "a-secret-password");

        assertThat(get(port(), client(null)).statusCode()).isEqualTo(200);
        var config = NodeConfig.load(options, Map.of(), null);
        assertThat(KeySettings.removed(config.full()).toString()).doesNotContain("a-secret-password");

        options.put("perdure.http.tls.key-store-password", "wrong");
        assertRefused("perdure.http.tls.key-store: ", "node.p12", "key-store-password");
    }

    @Test
    @DisplayName("refuses TLS 1.1")
    void tls_1_1() throws Exception {
        // A ClientHello of TLS 1.1 with TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA; this Java would not send one.
        byte[] hello = HexFormat.of()
                .parseHex(
                        "160301003d010000390302" + "00".repeat(32) + "000002c0090100000e000a000400020017000b00020100");
        try (var socket = new Socket(InetAddress.getByName("127.0.0.1"), port())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(hello);
            InputStream in = socket.getInputStream();

            assertThat(in.read()).as("a TLS alert").isEqualTo(21);
            in.readNBytes(4);
            assertThat(in.read()).as("fatal").isEqualTo(2);
            assertThat(in.read()).as("protocol_version").isEqualTo(70);
        }
    }

    @Test
    @DisplayName("speaks the versions of the setting and no others")
    void versions() throws Exception {
        options.put("perdure.http.tls.protocols", java.util.List.of("TLSv1.3"));
        int port = port();
        try (var new_ = connect(port, client(null), "TLSv1.3")) {
            new_.startHandshake();
            assertThat(new_.getSession().getProtocol()).isEqualTo("TLSv1.3");
        }
        try (var old = connect(port, client(null), "TLSv1.2")) {
            assertThatThrownBy(old::startHandshake).isInstanceOf(IOException.class);
        }
    }

    @Test
    @DisplayName("closes the connection of a client that speaks plain http, says nothing, and serves on")
    void plain_http() throws Exception {
        int port = port();
        try (var log = Logged.everything();
                var socket = new Socket(InetAddress.getByName("127.0.0.1"), port)) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream()
                    .write("GET /health/live HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            byte[] answer = socket.getInputStream().readAllBytes();

            assertThat(new String(answer, StandardCharsets.ISO_8859_1)).doesNotContain("HTTP/");
            assertThat(get(port, client(null)).statusCode()).isEqualTo(200);
            assertThat(log.text()).doesNotContain("ERROR");
        }
    }

    // ---- certificates of clients

    @Test
    @DisplayName("that names an authority serves only clients with a certificate of it")
    void mutual() throws Exception {
        Files.writeString(file("clients.crt"), AUTHORITY.pem());
        options.put("perdure.http.tls.client-ca", file("clients.crt").toString());
        int port = port();

        assertThat(get(port, client(TestCertificate.of(AUTHORITY))).statusCode())
                .isEqualTo(200);
        SSLContext nobody = client(null);
        assertThatThrownBy(() -> get(port, nobody)).isInstanceOf(IOException.class);
        SSLContext stranger = client(TestCertificate.of(STRANGER));
        assertThatThrownBy(() -> get(port, stranger)).isInstanceOf(IOException.class);
    }

    // ---- renewal

    @Test
    @DisplayName("shows new connections the new certificate when its files change, without a restart")
    void reload() throws Exception {
        options.put("perdure.http.tls.reload-interval", "100 ms");
        int port = port();
        var renewed = TestCertificate.of(AUTHORITY);
        assertThat(shown(port)).isNotEqualTo(renewed.certificate().getSerialNumber());

        certify(renewed);

        Awaitility.await()
                .untilAsserted(() ->
                        assertThat(shown(port)).isEqualTo(renewed.certificate().getSerialNumber()));
    }

    @Test
    @DisplayName("keeps its certificate when the new files do not fit, says why, and takes them when they do")
    void broken_reload() throws Exception {
        options.put("perdure.http.tls.reload-interval", "100 ms");
        int port = port();
        BigInteger before = shown(port);
        var renewed = TestCertificate.of(AUTHORITY);
        try (var log = Logged.everything()) {
            Files.writeString(file("node.crt"), renewed.pem());

            Awaitility.await()
                    .untilAsserted(() -> assertThat(log.text())
                            .contains(
                                    "those before stay: perdure.http.tls.private-key: ",
                                    "the key of the first certificate"));
            assertThat(shown(port)).isEqualTo(before);
        }
        Files.writeString(file("node.key"), renewed.keyPem());

        Awaitility.await()
                .untilAsserted(() ->
                        assertThat(shown(port)).isEqualTo(renewed.certificate().getSerialNumber()));
    }

    // ---- what is wrong

    private void assertRefused(String... said) {
        assertThatThrownBy(this::start)
                .satisfies(
                        thrown -> assertThat(StartFailure.of(thrown).exitCode()).isEqualTo(StartFailure.CONFIG))
                .hasMessageContainingAll(said);
    }

    @Test
    @DisplayName("does not start without one of the files, and says which")
    void missing() throws IOException {
        Files.delete(file("node.key"));
        assertRefused("perdure.http.tls.private-key: ", "node.key", "there is none");

        Files.delete(file("node.crt"));
        assertRefused("perdure.http.tls.certificate: ", "node.crt", "there is none");
    }

    @Test
    @DisplayName("does not start with a key that does not fit, of the same kind or another")
    void another_key() throws IOException {
        Files.writeString(file("node.key"), TestCertificate.of(AUTHORITY).keyPem());
        assertRefused("perdure.http.tls.private-key: ", "node.key", "the key of the first certificate", "CN=node");

        Files.writeString(
                file("node.key"),
                TestCertificate.of(AUTHORITY, "RSA", Duration.ofDays(90)).keyPem());
        assertRefused("perdure.http.tls.private-key: ", "node.key", "EC");
    }

    @Test
    @DisplayName("does not start with a key that it cannot read, says what to do, and shows nothing of the key")
    void odd_key() throws IOException {
        Files.writeString(file("node.key"), TestCertificate.of(AUTHORITY).oldKeyPem());
        assertRefused("perdure.http.tls.private-key: ", "openssl pkcs8 -topk8 -nocrypt");

        Files.writeString(
                file("node.key"), "-----BEGIN ENCRYPTED PRIVATE KEY-----\nAAAA\n-----END ENCRYPTED PRIVATE KEY-----\n");
        assertRefused("perdure.http.tls.private-key: ", "without a password");

        Files.writeString(file("node.key"), "-----BEGIN PRIVATE KEY-----\nc2VjcmV0\n-----END PRIVATE KEY-----\n");
        assertRefused("perdure.http.tls.private-key: ", "in PEM");

        Files.writeString(file("node.key"), "c2VjcmV0LXRleHQ");
        assertThatThrownBy(this::start)
                .hasMessageContaining("in PEM")
                .hasMessageNotContaining("c2VjcmV0LXRleHQ")
                .hasNoCause();
    }

    @Test
    @DisplayName("does not start with certificates that are none")
    void odd_certificate() throws IOException {
        for (String text :
                new String[] {"", "nothing", "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----"}) {
            Files.writeString(file("node.crt"), text);
            assertRefused("perdure.http.tls.certificate: ", "node.crt", "certificates in PEM");
        }
        certify(TestCertificate.of(AUTHORITY));
        Files.writeString(file("clients.crt"), "nothing");
        options.put("perdure.http.tls.client-ca", file("clients.crt").toString());
        assertRefused("perdure.http.tls.client-ca: ", "clients.crt");
    }

    @Test
    @DisplayName("does not start with settings that contradict each other, and says which")
    void contradictions() {
        options.put("perdure.http.tls.key-store", file("node.p12").toString());
        assertRefused("perdure.http.tls.key-store: ", "either");

        options.put("perdure.http.tls.key-store", "");
        options.put("perdure.http.tls.protocols", java.util.List.of("TLSv1.1"));
        assertRefused("perdure.http.tls.protocols: ", "TLSv1.3");

        options.put("perdure.http.tls.private-key", "");
        assertRefused("perdure.http.tls.private-key: ", "the private key of the certificate");

        options.put("perdure.http.tls.certificate", "");
        options.put("perdure.http.tls.client-ca", file("clients.crt").toString());
        assertRefused("perdure.http.tls.client-ca: ");
    }

    @Test
    @DisplayName("warns when its certificate has expired, or soon will")
    void expiry() throws IOException {
        for (Duration left : new Duration[] {Duration.ofDays(-1), Duration.ofDays(3)}) {
            certify(TestCertificate.of(AUTHORITY, "EC", left));
            try (var log = Logged.everything()) {
                start().close();
                assertThat(log.text())
                        .contains("The certificate of CN=node")
                        .contains(left.isNegative() ? "clients will refuse it" : "renew it");
            }
        }
        certify(TestCertificate.of(AUTHORITY));
        try (var log = Logged.everything()) {
            start().close();
            assertThat(log.text()).doesNotContain("The certificate of");
        }
    }
}
