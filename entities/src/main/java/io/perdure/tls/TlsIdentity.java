package io.perdure.tls;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;

/**
 * A certificate and its key, which fits.
 *
 * @param chain the own one first, then those of its issuers
 */
public record TlsIdentity(PrivateKey key, List<X509Certificate> chain) {

    /**
     * Reads them from PEM files.
     *
     * @param section the settings {@code certificate} and {@code private-key} below it name the files
     * @throws IllegalArgumentException naming the setting, the file, and what is wrong with it
     */
    public static TlsIdentity read(String section, Path certificate, Path privateKey) {
        List<X509Certificate> chain = PemFiles.certificates(section + ".certificate", certificate);
        PublicKey open = chain.get(0).getPublicKey();
        PrivateKey key = PemFiles.privateKey(section + ".private-key", privateKey, open.getAlgorithm());
        if (!fits(key, open)) {
            throw PemFiles.wrong(
                    section + ".private-key",
                    privateKey,
                    "the key of the first certificate in %s, which is that of %s"
                            .formatted(certificate, chain.get(0).getSubjectX500Principal()));
        }
        return new TlsIdentity(key, chain);
    }

    public X509Certificate certificate() {
        return chain.get(0);
    }

    /** What shows the certificate to others. */
    public KeyManager[] keyManagers() throws GeneralSecurityException, IOException {
        KeyStore keys = empty();
        keys.setKeyEntry("node", key, new char[0], chain.toArray(Certificate[]::new));
        var factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(keys, new char[0]);
        return factory.getKeyManagers();
    }

    /** What accepts the certificates of these authorities, and no others. */
    public static TrustManager[] trusting(List<X509Certificate> authorities)
            throws GeneralSecurityException, IOException {
        KeyStore trusted = empty();
        for (int i = 0; i < authorities.size(); i++) {
            trusted.setCertificateEntry("ca-" + i, authorities.get(i));
        }
        var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(trusted);
        return factory.getTrustManagers();
    }

    private static KeyStore empty() throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        return store;
    }

    /** Signs something and looks whether the certificate's key agrees. */
    private static boolean fits(PrivateKey key, PublicKey open) {
        String algorithm = switch (open.getAlgorithm()) {
            case "RSA" -> "SHA256withRSA";
            case "EC" -> "SHA256withECDSA";
            default -> open.getAlgorithm();
        };
        try {
            byte[] sample = {1, 2, 3};
            Signature signer = Signature.getInstance(algorithm);
            signer.initSign(key);
            signer.update(sample);
            byte[] signature = signer.sign();
            signer.initVerify(open);
            signer.update(sample);
            return signer.verify(signature);
        } catch (GeneralSecurityException another) {
            return false;
        }
    }
}
