package dev.weft.api;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/** All routes of the API, as its compiled classes have them: none is forgotten because a list doesn't name it. */
final class Routes {
    private static final Set<Route> ALL = read();

    private Routes() {}

    /** Each once, also where several methods answer it. */
    static Set<Route> all() {
        return ALL;
    }

    private static Set<Route> read() {
        Set<Route> routes = new LinkedHashSet<>();
        for (JavaClass found : new ClassFileImporter().importPackages("dev.weft.api")) {
            if (found.isAnnotatedWith(Path.class)
                    && !found.getSimpleName().endsWith("Test")
                    && found.isTopLevelClass()) {
                Class<?> resource = found.reflect();
                String base = resource.getAnnotation(Path.class).value();
                for (Method method : resource.getDeclaredMethods()) {
                    verb(method).ifPresent(verb -> routes.add(new Route(verb, base + path(method), method)));
                }
            }
        }
        return Collections.unmodifiableSet(routes);
    }

    /** The route that answers a request: of several that fit, the one with the fewest parameters. */
    static Optional<Route> of(String method, String path) {
        String below = path.replaceFirst("[?].*", "").replaceFirst("^/api", "");
        return all().stream()
                .filter(route -> route.verb().equals(method)
                        && below.matches(route.path().replace(".", "[.]").replaceAll("[{][^}]+[}]", "[^/]+")))
                .min(Comparator.comparingLong(
                        route -> route.path().chars().filter(c -> c == '{').count()));
    }

    private static String path(Method method) {
        Path path = method.getAnnotation(Path.class);
        return path == null ? "" : path.value();
    }

    private static Optional<String> verb(Method method) {
        for (Annotation annotation : method.getAnnotations()) {
            HttpMethod verb = annotation.annotationType().getAnnotation(HttpMethod.class);
            if (verb != null) {
                return Optional.of(verb.value());
            }
        }
        return Optional.empty();
    }

    /** A method and a path below {@code /api}; the same whichever Java method answers it. */
    record Route(String verb, String path, Method method) {
        @Override
        public boolean equals(Object other) {
            return other instanceof Route route && toString().equals(route.toString());
        }

        @Override
        public int hashCode() {
            return toString().hashCode();
        }

        @Override
        public String toString() {
            return verb + " " + path;
        }
    }
}
