package io.perdure.gateway;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.UnrecoverableKeyException;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * The node's certificate and its key, which fits.
 *
 * @param chain the node's own first
 */
record TlsIdentity(PrivateKey key, List<X509Certificate> chain) {

    /** @throws IllegalArgumentException naming the setting, the file, and what is wrong with it */
    static TlsIdentity read(TlsSettings.Identity from) {
        return from instanceof TlsSettings.Pem pem ? read(pem) : read((TlsSettings.Store) from);
    }

    X509Certificate certificate() {
        return chain.get(0);
    }

    private static TlsIdentity read(TlsSettings.Pem pem) {
        List<X509Certificate> chain = PemFiles.certificates("certificate", pem.certificate());
        PublicKey open = chain.get(0).getPublicKey();
        PrivateKey key = PemFiles.privateKey("private-key", pem.privateKey(), open.getAlgorithm());
        if (!fits(key, open)) {
            throw PemFiles.wrong(
                    "private-key",
                    pem.privateKey(),
                    "the key of the first certificate in %s, which is that of %s"
                            .formatted(pem.certificate(), chain.get(0).getSubjectX500Principal()));
        }
        return new TlsIdentity(key, chain);
    }

    private static TlsIdentity read(TlsSettings.Store store) {
        Path file = store.file();
        PemFiles.bytes("key-store", file); // says what is wrong with the file itself
        char[] password = store.password().toCharArray();
        var found = new ArrayList<TlsIdentity>();
        try {
            KeyStore keys = KeyStore.getInstance(file.toFile(), password);
            for (String alias : Collections.list(keys.aliases())) {
                if (keys.isKeyEntry(alias) && keys.getKey(alias, password) instanceof PrivateKey key) {
                    found.add(new TlsIdentity(key, chain(keys.getCertificateChain(alias))));
                }
            }
        } catch (UnrecoverableKeyException wrong) {
            throw wrongPassword(file);
        } catch (IOException unreadable) {
            if (unreadable.getCause() instanceof UnrecoverableKeyException) {
                throw wrongPassword(file);
            }
            throw PemFiles.wrong("key-store", file, "a PKCS#12 or JKS file");
        } catch (GeneralSecurityException unreadable) {
            throw PemFiles.wrong("key-store", file, "a PKCS#12 or JKS file");
        }
        if (found.size() != 1) {
            throw PemFiles.wrong("key-store", file, "one private key with its certificate, not " + found.size());
        }
        return found.get(0);
    }

    private static IllegalArgumentException wrongPassword(Path file) {
        return PemFiles.wrong("key-store", file, "a file that key-store-password opens");
    }

    private static List<X509Certificate> chain(Certificate[] certificates) {
        return Arrays.stream(certificates).map(X509Certificate.class::cast).toList();
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
