package io.perdure.gateway;

import io.perdure.DurableModule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.jar.JarFile;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The user's code: found in jars and directories, loaded by a class loader of its own above the node's classes. */
final class Modules implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Modules.class);

    private final List<DurableModule> found;
    private final URLClassLoader loader;

    private Modules(List<DurableModule> found, URLClassLoader loader) {
        this.found = found;
        this.loader = loader;
    }

    /**
     * Loads the modules that the paths, and the node's own class path, name in {@code META-INF/services}.
     *
     * @param paths jars, directories of jars, directories of classes
     * @throws StartFailure naming the path or the class that cannot be used, and why
     */
    static Modules load(List<String> paths) {
        var urls = new ArrayList<URL>();
        for (String path : paths) {
            add(Path.of(path), urls);
        }
        var loader = new URLClassLoader("modules", urls.toArray(URL[]::new), Modules.class.getClassLoader());
        try {
            List<DurableModule> found = new ArrayList<>();
            ServiceLoader.load(DurableModule.class, loader).forEach(found::add);
            found.forEach(module -> LOG.info("Module {} from {}", nameOf(module), sourceOf(module)));
            if (found.isEmpty()) {
                LOG.warn("No modules found in {}: this node runs no entities. Name them with --modules.", paths);
            }
            return new Modules(List.copyOf(found), loader);
        } catch (ServiceConfigurationError | LinkageError unusable) {
            close(loader);
            Throwable cause = unusable.getCause() == null ? unusable : unusable.getCause();
            throw StartFailure.config("Module cannot be loaded: %s (%s).".formatted(unusable.getMessage(), cause));
        }
    }

    List<DurableModule> found() {
        return found;
    }

    @Override
    public void close() {
        close(loader);
    }

    static String nameOf(DurableModule module) {
        return module.getClass().getName();
    }

    private static void add(Path path, List<URL> urls) {
        if (Files.isDirectory(path)) {
            addDirectory(path, urls);
        } else {
            addJar(path, urls);
        }
    }

    private static void addDirectory(Path directory, List<URL> urls) {
        List<Path> jars;
        try (var entries = Files.list(directory)) {
            // Sorted, so that the same directory means the same class path everywhere.
            jars = entries.filter(entry -> entry.toString().endsWith(".jar"))
                    .sorted()
                    .toList();
        } catch (IOException | UncheckedIOException unreadable) {
            throw unusable(directory, unreadable.toString());
        }
        jars.forEach(jar -> addJar(jar, urls));
        if (jars.isEmpty()) {
            urls.add(url(directory));
        }
    }

    private static void addJar(Path jar, List<URL> urls) {
        if (!Files.isReadable(jar)) {
            throw unusable(jar, Files.exists(jar) ? "not readable" : "does not exist");
        }
        // A class loader would pass over a broken jar in silence.
        try (var opened = new JarFile(jar.toFile())) {
            LOG.debug("{} has {} entries", jar, opened.size());
        } catch (IOException broken) {
            throw unusable(jar, broken.toString());
        }
        urls.add(url(jar));
    }

    private static StartFailure unusable(Path path, String why) {
        return StartFailure.config("%s: %s (expected: a jar, a directory of jars or a directory of classes): %s."
                .formatted(NodeConfig.MODULES, path, why));
    }

    private static URL url(Path path) {
        try {
            return path.toAbsolutePath().normalize().toUri().toURL();
        } catch (MalformedURLException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static String sourceOf(DurableModule module) {
        var source = module.getClass().getProtectionDomain().getCodeSource();
        return source == null ? "the node" : String.valueOf(source.getLocation());
    }

    private static void close(URLClassLoader loader) {
        try {
            loader.close();
        } catch (IOException failed) {
            LOG.warn("Module jars were not closed", failed);
        }
    }
}
