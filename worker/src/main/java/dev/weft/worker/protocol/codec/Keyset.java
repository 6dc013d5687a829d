package dev.weft.worker.protocol.codec;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeyStatus;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Keys of AES-256 in Galois/Counter Mode, as a Tink keyset: one of them, the primary, seals; each of them opens what it has
 * sealed. Immutable and thread safe. Never printed.
 */
public final class Keyset {
    static {
        try {
            AeadConfig.register();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Expected AES-GCM from Tink, but it can't be had.", e);
        }
    }

    private final KeysetHandle handle;
    private final Aead aead;
    private final Set<String> opening;

    private Keyset(KeysetHandle handle) throws GeneralSecurityException {
        this.handle = handle;
        this.aead = handle.getPrimitive(RegistryConfiguration.get(), Aead.class);
        this.opening = keys().stream()
                .filter(key -> !key.status().equals("disabled"))
                .map(Key::id)
                .collect(Collectors.toUnmodifiableSet());
    }

    /**
     * One of them, for people.
     *
     * @param id of the key, as it stands beside what it has sealed
     * @param status {@code primary}, {@code reads} or {@code disabled}
     */
    public record Key(String id, String status) {}

    /** One new key, which is the primary. */
    public static Keyset make() {
        try {
            return new Keyset(KeysetHandle.generateNew(PredefinedAeadParameters.AES256_GCM));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Expected Tink to make a key, but it can't.", e);
        }
    }

    /**
     * Reads JSON of a Tink keyset whose keys are AEADs.
     *
     * @throws IllegalArgumentException when it isn't one; the message holds nothing of the text
     */
    public static Keyset parse(String json) {
        try {
            return new Keyset(TinkJsonProtoKeysetFormat.parseKeyset(json, InsecureSecretKeyAccess.get()));
        } catch (GeneralSecurityException | RuntimeException e) {
            // What Tink says may hold a part of the text.
            throw new IllegalArgumentException(
                    "Expected a Tink keyset of AEAD keys as JSON, but it can't be read as one. «weft keys create» makes one.");
        }
    }

    /** The JSON that {@link #parse} reads: the keys themselves. */
    public String write() {
        try {
            return TinkJsonProtoKeysetFormat.serializeKeyset(handle, InsecureSecretKeyAccess.get());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Expected a keyset that can be written, but it can't.", e);
        }
    }

    /** With a new key, which only opens until it is made the primary. */
    public Keyset withNewKey(boolean primary) {
        KeysetHandle.Builder.Entry entry = KeysetHandle.generateEntryFromParameters(PredefinedAeadParameters.AES256_GCM)
                .withRandomId();
        return built(KeysetHandle.newBuilder(handle).addEntry(primary ? entry.makePrimary() : entry));
    }

    /**
     * With another primary.
     *
     * @throws IllegalArgumentException when there is no such key, or it is disabled
     */
    public Keyset withPrimary(String id) {
        KeysetHandle.Builder builder = KeysetHandle.newBuilder(handle);
        KeysetHandle.Builder.Entry entry = builder.getAt(index(id));
        if (entry.getStatus() != KeyStatus.ENABLED) {
            throw new IllegalArgumentException("Expected a key that is enabled, but " + id + " is disabled.");
        }
        entry.makePrimary();
        return built(builder);
    }

    /**
     * With a key that neither opens nor seals until it is enabled again: to find out whether it is still needed.
     *
     * @throws IllegalArgumentException when there is no such key, or it is the primary
     */
    public Keyset withStatus(String id, boolean enabled) {
        KeysetHandle.Builder builder = KeysetHandle.newBuilder(handle);
        KeysetHandle.Builder.Entry entry = builder.getAt(index(id));
        refusePrimary(id, "disable");
        entry.setStatus(enabled ? KeyStatus.ENABLED : KeyStatus.DISABLED);
        return built(builder);
    }

    /**
     * Without a key.
     *
     * @throws IllegalArgumentException when there is no such key, or it is the primary
     */
    public Keyset without(String id) {
        int index = index(id);
        refusePrimary(id, "remove");
        return built(KeysetHandle.newBuilder(handle).deleteAt(index));
    }

    /** All of them, the oldest first. */
    public List<Key> keys() {
        List<Key> keys = new ArrayList<>();
        for (int i = 0; i < handle.size(); i++) {
            KeysetHandle.Entry entry = handle.getAt(i);
            String status =
                    entry.isPrimary() ? "primary" : entry.getStatus() == KeyStatus.ENABLED ? "reads" : "disabled";
            keys.add(new Key(id(entry.getId()), status));
        }
        return keys;
    }

    /** Id of the key that seals. */
    public String primary() {
        return id(handle.getPrimary().getId());
    }

    /** Whether it can open what a key has sealed. */
    boolean opens(String id) {
        return opening.contains(id);
    }

    byte[] seal(byte[] clear, byte[] about) {
        try {
            return aead.encrypt(clear, about);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Expected AES-GCM to seal, but it can't.", e);
        }
    }

    byte[] open(byte[] sealed, byte[] about) throws GeneralSecurityException {
        return aead.decrypt(sealed, about);
    }

    private void refusePrimary(String id, String what) {
        if (primary().equals(id)) {
            throw new IllegalArgumentException("Expected to " + what + " a key that only reads, but " + id
                    + " is the primary. Make another one the primary before.");
        }
    }

    private int index(String id) {
        List<Key> keys = keys();
        for (int i = 0; i < keys.size(); i++) {
            if (keys.get(i).id().equals(id)) {
                return i;
            }
        }
        throw new IllegalArgumentException("Expected one of the keys "
                + String.join(", ", keys.stream().map(Key::id).toList()) + ", but found " + id + ".");
    }

    private static Keyset built(KeysetHandle.Builder builder) {
        try {
            return new Keyset(builder.build());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Expected a keyset that can be built, but it can't.", e);
        }
    }

    private static String id(int id) {
        return Integer.toUnsignedString(id);
    }

    @Override
    public String toString() {
        return "Keyset" + keys();
    }
}
