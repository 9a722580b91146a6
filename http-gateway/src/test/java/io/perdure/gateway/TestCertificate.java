package io.perdure.gateway;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.concurrent.atomic.AtomicLong;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.jspecify.annotations.Nullable;

/** A certificate made for a test, and its key. */
record TestCertificate(X509Certificate certificate, KeyPair keys) {
    private static final AtomicLong SERIAL = new AtomicLong(1);

    static TestCertificate authority(String name) {
        return made(name, keys("EC"), null, Instant.now().plus(Duration.ofDays(90)));
    }

    /** Of 127.0.0.1 and localhost, signed by that authority. */
    static TestCertificate of(TestCertificate authority) {
        return made("node", keys("EC"), authority, Instant.now().plus(Duration.ofDays(90)));
    }

    static TestCertificate of(TestCertificate authority, String algorithm, Duration validFor) {
        return made("node", keys(algorithm), authority, Instant.now().plus(validFor));
    }

    private static KeyPair keys(String algorithm) {
        try {
            var generator = KeyPairGenerator.getInstance(algorithm);
            if (!algorithm.equals("Ed25519")) {
                generator.initialize(algorithm.equals("RSA") ? 2048 : 256);
            }
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static TestCertificate made(String name, KeyPair keys, @Nullable TestCertificate authority, Instant until) {
        try {
            KeyPair signer = authority == null ? keys : authority.keys();
            var subject = new X500Name("CN=" + name);
            var builder = new JcaX509v3CertificateBuilder(
                    authority == null
                            ? subject
                            : X500Name.getInstance(authority
                                    .certificate()
                                    .getSubjectX500Principal()
                                    .getEncoded()),
                    BigInteger.valueOf(SERIAL.getAndIncrement()),
                    Date.from(Instant.now().minus(Duration.ofDays(30))),
                    Date.from(until),
                    subject,
                    keys.getPublic());
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(authority == null));
            if (authority != null) {
                builder.addExtension(Extension.subjectAlternativeName, false, new GeneralNames(new GeneralName[] {
                    new GeneralName(GeneralName.iPAddress, "127.0.0.1"),
                    new GeneralName(GeneralName.dNSName, "localhost")
                }));
            }
            var signed = builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(signer.getPrivate()));
            return new TestCertificate(new JcaX509CertificateConverter().getCertificate(signed), keys);
        } catch (GeneralSecurityException | OperatorCreationException | CertIOException e) {
            throw new IllegalStateException(e);
        }
    }

    String pem() {
        return pem(certificate);
    }

    /** PKCS#8. */
    String keyPem() {
        try {
            return pem(new JcaPKCS8Generator(keys.getPrivate(), null));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As older tools write it: PKCS#1 or SEC 1. */
    String oldKeyPem() {
        return pem(keys.getPrivate());
    }

    private static String pem(Object what) {
        var text = new StringWriter();
        try (var writer = new JcaPEMWriter(text)) {
            writer.writeObject(what);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    KeyStore store(String password) throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setKeyEntry("k", keys.getPrivate(), password.toCharArray(), new Certificate[] {certificate});
        return store;
    }

    void write(Path certificateFile, Path keyFile) throws IOException {
        Files.writeString(keyFile, keyPem());
        Files.writeString(certificateFile, pem());
    }
}
