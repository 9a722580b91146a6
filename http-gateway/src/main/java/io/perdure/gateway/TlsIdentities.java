package io.perdure.gateway;

import io.perdure.tls.PemFiles;
import io.perdure.tls.TlsIdentity;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.UnrecoverableKeyException;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** The door's certificate and its key, from wherever they are. */
final class TlsIdentities {
    private static final String KEY_STORE = TlsSettings.SECTION + ".key-store";

    private TlsIdentities() {}

    /** @throws IllegalArgumentException naming the setting, the file, and what is wrong with it */
    static TlsIdentity read(TlsSettings.Identity from) {
        return from instanceof TlsSettings.Pem pem
                ? TlsIdentity.read(TlsSettings.SECTION, pem.certificate(), pem.privateKey())
                : read((TlsSettings.Store) from);
    }

    private static TlsIdentity read(TlsSettings.Store store) {
        Path file = store.file();
        PemFiles.bytes(KEY_STORE, file); // says what is wrong with the file itself
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
            throw PemFiles.wrong(KEY_STORE, file, "a PKCS#12 or JKS file");
        } catch (GeneralSecurityException unreadable) {
            throw PemFiles.wrong(KEY_STORE, file, "a PKCS#12 or JKS file");
        }
        if (found.size() != 1) {
            throw PemFiles.wrong(KEY_STORE, file, "one private key with its certificate, not " + found.size());
        }
        return found.get(0);
    }

    private static IllegalArgumentException wrongPassword(Path file) {
        return PemFiles.wrong(KEY_STORE, file, "a file that key-store-password opens");
    }

    private static List<X509Certificate> chain(Certificate[] certificates) {
        return Arrays.stream(certificates).map(X509Certificate.class::cast).toList();
    }
}
