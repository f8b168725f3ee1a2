// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.config;

import dev.cairn.server.config.directive.Directive;
import dev.cairn.server.config.directive.DirectiveException;
import dev.cairn.server.config.directive.QuotedWords;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The configuration of one server.
 *
 * <p>{@code new Config()} holds the defaults. A program that embeds the server sets what it needs:
 *
 * <pre>
 *   Config config = new Config().set("port", "0").set("dir", folder.toString());
 * </pre>
 *
 * Files and command lines are read by {@code config.file}. Once a server runs, it alone changes its configuration.
 */
public final class Config {
    public final NetworkConfig network = new NetworkConfig();
    public final ClientConfig clients = new ClientConfig();
    public final PersistenceConfig persistence = new PersistenceConfig();
    public final MemoryConfig memory = new MemoryConfig();
    public final LoggingConfig logging = new LoggingConfig();
    public final MonitoringConfig monitoring = new MonitoringConfig();
    public final ProcessConfig process = new ProcessConfig();

    private final List<DirectiveGroup> groups =
            List.of(network, clients, persistence, memory, logging, monitoring, process);
    private final List<DirectiveGroup> inertGroups =
            List.of(
                    new AppendOnlyFileDirectives(),
                    new StorageDirectives(),
                    new LaterDirectives(),
                    new ReplicationDirectives(),
                    new ClusterDirectives(),
                    new TlsDirectives(),
                    new ProcessDirectives());
    private final Directives directives;
    private final Map<Directive<?>, List<ChangeListener>> listeners = new HashMap<>();
    private final Set<Directive<?>> loaded = new LinkedHashSet<>();
    private final Set<String> retired = new LinkedHashSet<>();
    private Path file;

    public Config() {
        List<DirectiveGroup> all = new ArrayList<>(groups);
        all.addAll(inertGroups);
        directives = new Directives(all);
    }

    public Directives directives() {
        return directives;
    }

    /** The groups of directives that have an effect. */
    public List<DirectiveGroup> groups() {
        return groups;
    }

    /** The groups of directives that Valkey knows and that have no effect here; the title of each says why. */
    public List<DirectiveGroup> inertGroups() {
        return inertGroups;
    }

    /** The configuration file, absolute, or null where the server runs without one. */
    public Path file() {
        return file;
    }

    public void file(Path path) {
        file = path.toAbsolutePath().normalize();
    }

    /**
     * Sets a directive as a line of a configuration file does, which is what a program does that embeds the server.
     *
     * @throws IllegalArgumentException the name is unknown or the value refused; the message says why
     */
    public Config set(String name, String... values) {
        List<String> words =
                Arrays.stream(values)
                        .map(
                                value ->
                                        new String(
                                                value.getBytes(StandardCharsets.UTF_8),
                                                StandardCharsets.ISO_8859_1))
                        .toList();
        try {
            load(name, words);
        } catch (DirectiveException e) {
            throw new IllegalArgumentException(
                    "directive " + name + " with " + words + ": " + e.getMessage(), e);
        }
        return this;
    }

    /** Takes a directive and its words from a configuration file or the command line. */
    public void load(String name, List<String> words) throws DirectiveException {
        Directive<?> directive = directives.find(name);
        if (directive == null) {
            if (directives.isRetired(name) && words.size() == 1) {
                retired.add(name);
                return;
            }
            throw new DirectiveException("Bad directive or wrong number of arguments");
        }
        boolean several = directive.spec().takesSeveralWords();
        if (!several && words.size() != 1) {
            throw new DirectiveException("wrong number of arguments");
        }
        List<String> split = words;
        if (several && words.size() == 1 && !words.get(0).isEmpty()) {
            split = QuotedWords.split(words.get(0));
        }
        directive.load(split, !loaded.contains(directive));
        loaded.add(directive);
    }

    /** What the start-up log should say about directives that were set to no effect. */
    public List<String> notices() {
        List<String> notices = new ArrayList<>();
        List<String> names = new ArrayList<>(retired);
        loaded.stream()
                .filter(directive -> directive.spec().isInert())
                .forEach(directive -> names.add(directive.name()));
        if (!names.isEmpty()) {
            notices.add("Directives without effect in Cairn: " + String.join(", ", names));
        }
        if (network.ioThreads.value() != 1) {
            notices.add(
                    "io-threads "
                            + network.ioThreads.value()
                            + ": this version serves all sockets with one thread");
        }
        return notices;
    }

    /** Has the listener called when one of these directives is changed by a client. */
    public void listen(ChangeListener listener, Directive<?>... to) {
        for (Directive<?> directive : to) {
            listeners.computeIfAbsent(directive, key -> new ArrayList<>()).add(listener);
        }
    }

    List<ChangeListener> listenersOf(Directive<?> directive) {
        return listeners.getOrDefault(directive, List.of());
    }
}
