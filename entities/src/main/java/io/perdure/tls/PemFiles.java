package io.perdure.tls;

import akka.pki.pem.DERPrivateKeyLoader;
import akka.pki.pem.PEMDecoder;
import io.perdure.settings.WrongSetting;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.List;

/** Reads certificates and keys as authorities and openssl write them. What is wrong is said without the private key. */
public final class PemFiles {
    private static final long MAX_SIZE = 1024 * 1024;

    private PemFiles() {}

    /**
     * All certificates of the file, in its order; at least one.
     *
     * @param key the setting that names the file
     * @throws IllegalArgumentException naming the setting, the file, and what is wrong with it
     */
    public static List<X509Certificate> certificates(String key, Path file) {
        byte[] pem = bytes(key, file);
        try {
            List<X509Certificate> certificates =
                    CertificateFactory.getInstance("X.509").generateCertificates(new ByteArrayInputStream(pem)).stream()
                            .map(X509Certificate.class::cast)
                            .toList();
            if (!certificates.isEmpty()) {
                return certificates;
            }
        } catch (CertificateException malformed) {
            // Said below.
        }
        throw wrong(key, file, "certificates in PEM, \"-----BEGIN CERTIFICATE-----\"");
    }

    /**
     * The private key of the file.
     *
     * @param key the setting that names the file
     * @param algorithm that of the certificate's public key
     * @throws IllegalArgumentException naming the setting, the file, and what is wrong with it
     */
    public static PrivateKey privateKey(String key, Path file, String algorithm) {
        String text = new String(bytes(key, file), StandardCharsets.US_ASCII);
        if (text.contains("ENCRYPTED")) {
            throw wrong(key, file, "a key without a password; `openssl pkcs8 -topk8 -nocrypt` writes one");
        }
        // `openssl ecparam -genkey` puts these before the key.
        int start = text.indexOf("-----BEGIN EC PARAMETERS-----");
        if (start >= 0 || text.contains("BEGIN EC PRIVATE KEY")) {
            throw wrong(key, file, "a key in PKCS#8; `openssl pkcs8 -topk8 -nocrypt` makes one of this");
        }
        try {
            PEMDecoder.DERData der = PEMDecoder.decode(text);
            return der.label().equals("PRIVATE KEY")
                    ? KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(der.bytes()))
                    : DERPrivateKeyLoader.load(der);
        } catch (GeneralSecurityException | RuntimeException malformed) {
            // Without the cause: some decoders show what they could not read.
            throw wrong(
                    key,
                    file,
                    "a private key of the kind of the certificate's, which is " + algorithm
                            + ", in PEM, \"-----BEGIN PRIVATE KEY-----\"");
        }
    }

    /**
     * What is in the file.
     *
     * @param key the setting that names the file
     * @throws IllegalArgumentException when there is no such file, or it cannot be read
     */
    public static byte[] bytes(String key, Path file) {
        try {
            if (!Files.isRegularFile(file)) {
                throw wrong(key, file, "a file; there is none");
            }
            if (Files.size(file) > MAX_SIZE) {
                throw wrong(key, file, "a file of at most %d bytes".formatted(MAX_SIZE));
            }
            return Files.readAllBytes(file);
        } catch (IOException unreadable) {
            throw wrong(key, file, "a file that can be read; " + unreadable);
        }
    }

    /** What to throw when the file that a setting names is not what is expected. */
    public static WrongSetting wrong(String key, Path file, String expected) {
        return new WrongSetting(key, file.toAbsolutePath().toString(), expected);
    }
}
