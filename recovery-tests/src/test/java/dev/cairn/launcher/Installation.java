// SPDX-License-Identifier: Apache-2.0
package dev.cairn.launcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A scratch copy of the launcher with sources of nothing, and make-believe tools beside it. */
final class Installation {
    final Path home;
    final Path scratch;

    /** The fake JDK and Maven write here how they were called. */
    final Path mavenCalls;

    Installation(Path scratch) throws IOException {
        this.scratch = scratch;
        home = Files.createDirectories(scratch.resolve("a home"));
        mavenCalls = scratch.resolve("maven-calls");
        Path root = Path.of(System.getProperty("cairn.root"));
        Files.createDirectories(home.resolve("bin"));
        Files.createDirectories(home.resolve("conf"));
        for (String tool : List.of("bin/cairn", "bin/java-home")) {
            Files.copy(root.resolve(tool), home.resolve(tool), StandardCopyOption.COPY_ATTRIBUTES);
        }
        Files.copy(root.resolve("conf/jvm.options"), home.resolve("conf/jvm.options"));
        Files.writeString(home.resolve("pom.xml"), "");
        for (String module : List.of("storage", "aof", "rdb", "server")) {
            Files.createDirectories(home.resolve(module + "/src/main"));
            Files.writeString(home.resolve(module + "/pom.xml"), "");
        }
    }

    /**
     * A JDK of this version whose java prints its process id and its arguments, one to a line. For a data folder it
     * acts as a server, which writes the cache that it is to write when it is told to stop.
     */
    Path jdk(String name, String version) throws IOException {
        Path jdk = scratch.resolve(name);
        script(
                jdk.resolve("bin/java"),
                """
                for a in "$@"; do case $a in -XX:AOTCacheOutput=*) cache=${a#*=};; --dir) serves=yes;; esac; done
                if [ -n "$serves" ]; then
                    [ -z "$REFUSE_FIRST_RUN" ] || exit 1
                    trap '[ -z "$cache" ] || echo classes > "$cache"; exit' TERM
                    echo 'port=1.'
                    echo 'Ready to accept connections tcp'
                    while :; do sleep 0.05; done
                fi
                echo $$
                printf '%s\\n' "$@"
                """);
        Files.writeString(jdk.resolve("release"), "JAVA_VERSION=\"" + version + "\"\n");
        return jdk;
    }

    /** A folder for PATH with a Maven that builds two jars, or does what is said here before that. */
    Path maven(String before) throws IOException {
        script(
                scratch.resolve("tools/mvn"),
                "echo call >> '"
                        + mavenCalls
                        + "'\n"
                        + before
                        + "\n"
                        + "for a in \"$@\"; do case $a in -Dlauncher.lib=*) lib=${a#*=};; esac;"
                        + " done\n"
                        + "mkdir -p \"$lib\" && touch \"$lib/b.jar\" \"$lib/a.jar\"");
        return scratch.resolve("tools");
    }

    int timesBuilt() throws IOException {
        return Files.exists(mavenCalls) ? Files.readAllLines(mavenCalls).size() : 0;
    }

    /** Starts this launcher with PATH = these folders and the system's own, and nothing else of our environment. */
    Process start(Path launcher, Path tools, Map<String, String> environment, String... arguments) {
        List<String> command = new ArrayList<>(List.of(launcher.toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).directory(scratch.toFile());
        builder.environment().clear();
        builder.environment().put("PATH", tools + ":/usr/bin:/bin");
        builder.environment().put("HOME", scratch.toString());
        builder.environment().putAll(environment);
        try {
            return builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String text(java.io.InputStream stream) throws IOException {
        return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    }

    private static void script(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, "#!/bin/sh\n" + text + "\n");
        if (!file.toFile().setExecutable(true)) {
            throw new IOException("cannot make executable: " + file);
        }
    }
}
