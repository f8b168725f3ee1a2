// SPDX-License-Identifier: Apache-2.0
package dev.cairn.recovery.damage;

import dev.cairn.recovery.process.RespClient;
import dev.cairn.server.CairnServer;
import dev.cairn.server.StartException;
import dev.cairn.server.config.Config;

import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/**
 * A data folder whose whole history is known: after transaction number n the data had the digest number n, and
 * {@code seq} says how many transactions there were.
 */
final class History {
    private static final int STEPS_BETWEEN_SNAPSHOTS = 40;
    private static final int STRETCHES = 3;
    private static final String[] RETAINING = {"log-retention-size", "1gb", "snapshot-keep", "1"};

    /** How the folder comes to be. */
    enum Kind {
        /** No snapshot: all stands in the log. */
        LOG_ALONE,
        /** Two snapshots, a log that reaches back to the older one, and a stretch behind both. */
        SNAPSHOTS,
        /** The newest snapshot was taken last: the newest segment is empty. */
        SNAPSHOT_LAST,
        /** The same with one snapshot kept and the log before it retained; and with litter of all sorts. */
        RETAINED
    }

    private final List<String> digests = new ArrayList<>();

    /** The folder as a server left it that was closed in order, and as it stood while the server ran. */
    private final Path closed;

    private final Path running;

    private History(Path closed, Path running) {
        this.closed = closed;
        this.running = running;
    }

    /** Makes both folders. */
    static History make(Path root, Kind kind) throws Exception {
        History history = new History(root.resolve("closed"), root.resolve("running"));
        Random random = new Random(7);
        Files.createDirectories(history.closed);
        if (kind == Kind.RETAINED) {
            litter(history.closed);
        }
        try (CairnServer server =
                        start(history.closed, kind == Kind.RETAINED ? RETAINING : new String[0]);
                RespClient client = new RespClient(server.port())) {
            history.digests.add((String) client.call("DEBUG", "DIGEST"));
            for (int stretch = 1; stretch <= STRETCHES; stretch++) {
                for (int i = 0; i < STEPS_BETWEEN_SNAPSHOTS; i++) {
                    step(client, random);
                    history.digests.add((String) client.call("DEBUG", "DIGEST"));
                }
                boolean save = kind != Kind.LOG_ALONE && stretch < STRETCHES;
                if (save || kind.compareTo(Kind.SNAPSHOT_LAST) >= 0) {
                    client.call("SAVE");
                }
            }
            while (kind == Kind.RETAINED && packed(history.closed) < STRETCHES) {
                LockSupport.parkNanos(1_000_000);
            }
            copyAtRest(history.closed, history.running);
        }
        return history;
    }

    private static void litter(Path folder) throws IOException {
        Path aside = Files.createDirectories(folder.resolve("quarantine"));
        Files.writeString(aside.resolve("snapshot-00000007.rdb"), "set aside");
        Files.writeString(folder.resolve("temp-snapshot-00000009.rdb"), "not finished");
    }

    private static long packed(Path folder) throws IOException {
        Path archive = folder.resolve("log").resolve("archive");
        if (!Files.isDirectory(archive)) {
            return 0;
        }
        try (Stream<Path> files = Files.list(archive)) {
            List<String> names = files.map(Path::toString).toList();
            return names.stream().allMatch(name -> name.endsWith(".lz4")) ? names.size() : 0;
        }
    }

    private static void step(RespClient client, Random random) throws IOException {
        String key = Integer.toString(random.nextInt(30));
        client.send("MULTI");
        client.send("INCR", "seq");
        client.send("SET", "k:" + key, "value " + random.nextLong());
        client.send("HSET", "h:" + key, "f" + random.nextInt(50), "x".repeat(random.nextInt(300)));
        client.send("EXEC");
        client.flush();
        for (int i = 0; i < 5; i++) {
            client.read();
        }
    }

    static CairnServer start(Path folder, String... directives) throws StartException {
        Config config =
                new Config()
                        .set("port", "0")
                        .set("bind", "127.0.0.1")
                        .set("dir", folder.toString())
                        .set("appendfsync", "always")
                        .set("log-segment-size", "1mb")
                        .set("enable-debug-command", "yes")
                        .set("save", "");
        for (int i = 0; i < directives.length; i += 2) {
            config.set(directives[i], directives[i + 1]);
        }
        return CairnServer.start(config);
    }

    int length() {
        return digests.size() - 1;
    }

    String digest(int step) {
        return digests.get(step);
    }

    Path folder(boolean clean) {
        return clean ? closed : running;
    }

    /** Copies the folder of a server that nobody asks for anything; once more when it still tidied up meanwhile. */
    private static void copyAtRest(Path from, Path to) throws IOException {
        for (int attempt = 1; ; attempt++) {
            Path made = to.resolveSibling(to.getFileName() + "-" + attempt);
            List<String> before = listing(from);
            try {
                copy(from, made);
            } catch (NoSuchFileException | EOFException | UncheckedIOException changed) {
                continue;
            }
            if (before.equals(listing(from))) {
                Files.move(made, to);
                return;
            }
        }
    }

    /** Names and lengths; a file that goes while it is looked at has none. */
    private static List<String> listing(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.map(file -> file + " " + file.toFile().length()).sorted().toList();
        } catch (UncheckedIOException changed) {
            return List.of();
        }
    }

    /** Copies a folder; the zeros at the files' ends take no space. */
    static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Path target = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else if (Files.isRegularFile(file)) {
                    SparseFile.of(file).write(target);
                }
            }
        }
    }

    /** The files that hold something, by their names in the folder. */
    static List<Path> files(Path folder) throws IOException {
        var noData = FileSystems.getDefault().getPathMatcher("glob:**/{lock,cairn.lock}");
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> !noData.matches(file))
                    .map(folder::relativize)
                    .sorted()
                    .toList();
        }
    }
}
