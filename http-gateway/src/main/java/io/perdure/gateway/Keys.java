package io.perdure.gateway;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The access keys. Only their hashes are kept, and a key that is sent is compared with all of them in a time that does not
 * tell how much of it was right (H-9). A fast hash is enough: keys are long and random, not chosen like passwords.
 */
final class Keys {
    static final Keys NONE = new Keys(List.of());

    private static final ThreadLocal<MessageDigest> SHA_256 = ThreadLocal.withInitial(Keys::sha256);

    private final List<Key> keys;

    Keys(List<Key> keys) {
        this.keys = List.copyOf(keys);
    }

    /** One of them, by the hash of its text in UTF-8. */
    static final class Key {
        private final String name;
        private final Access access;
        private final byte[] hash;

        Key(String name, Access access, String text) {
            this.name = name;
            this.access = access;
            this.hash = hash(text);
        }
    }

    boolean isEmpty() {
        return keys.isEmpty();
    }

    /** Whose key that is; null when it is nobody's. */
    @Nullable
    Caller find(String sent) {
        byte[] hash = hash(sent);
        Key found = null;
        for (Key key : keys) {
            // No way out of the loop: which key it was must not show either.
            if (MessageDigest.isEqual(key.hash, hash)) {
                found = key;
            }
        }
        return found == null ? null : new Caller(found.name, found.access, sent);
    }

    private static byte[] hash(String key) {
        return SHA_256.get().digest(key.getBytes(StandardCharsets.UTF_8));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java has SHA-256.", impossible);
        }
    }
}
