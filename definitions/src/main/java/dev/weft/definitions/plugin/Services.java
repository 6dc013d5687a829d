package dev.weft.definitions.plugin;

import dev.weft.definitions.action.Action;
import dev.weft.definitions.agent.AgentHandler;
import dev.weft.definitions.blob.BlobStoreProvider;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What a jar may bring: the interfaces by the names that {@code META-INF/services} knows them by. */
final class Services {
    private static final Map<String, String> WORDS = words();

    private Services() {}

    private static Map<String, String> words() {
        Map<String, String> words = new LinkedHashMap<>();
        words.put(Action.class.getName(), "action");
        words.put(AgentHandler.class.getName(), "agent handler");
        words.put(BlobStoreProvider.class.getName(), "blob store");
        // It belongs to the worker, which not everybody who reads definitions has.
        words.put("dev.weft.worker.secret.SecretProvider", "secret provider");
        return words;
    }

    /** Names of the interfaces, in the order of the list that people see. */
    static Iterable<String> names() {
        return WORDS.keySet();
    }

    /** The word for what implements an interface. */
    static String word(String service) {
        return WORDS.getOrDefault(service, service);
    }

    /** The interface, where this process has it. */
    static Optional<Class<?>> find(String service, ClassLoader platform) {
        try {
            return Optional.of(Class.forName(service, false, platform));
        } catch (ClassNotFoundException notHere) {
            return Optional.empty();
        }
    }

    /** The name by which something is asked for; two of one kind can't have the same. */
    static String nameOf(Object provider) {
        return switch (provider) {
            case Action<?> action -> action.spec().name();
            case AgentHandler handler -> handler.name();
            case BlobStoreProvider store -> store.scheme();
            default -> provider.getClass().getName();
        };
    }
}
