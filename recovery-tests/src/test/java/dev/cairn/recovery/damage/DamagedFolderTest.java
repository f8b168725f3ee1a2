// SPDX-License-Identifier: Apache-2.0
package dev.cairn.recovery.damage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.cairn.recovery.process.RespClient;
import dev.cairn.server.CairnServer;
import dev.cairn.server.StartException;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Any file of the data folder flipped in one bit, missing, cut off, doubled, renamed or empty, or all of a kind missing: the server starts with data
 * that were there at one moment, all of them unless what is lost may as well have been torn by a crash; or it refuses, and
 * names the file and what to do.
 *
 * <p>{@code -Ddamage.seed} and {@code -Ddamage.cases} repeat a run, or make a long one: {@code -Ddamage.cases=10000}. Each
 * failure names its case. Where slow tests run, {@code -Ddamage.cases.slow} is theirs.
 */
class DamagedFolderTest {
    private static final long CASE_TIMEOUT_SECONDS = 60;

    /** Files that are lost together. */
    private static final List<String> GROUPS =
            List.of(
                    "snapshot-*.rdb",
                    "{snapshot-*,dump}.rdb",
                    "log/*.cq4",
                    "log/{identity,newest,clean-stop}",
                    "log/{newest,clean-stop,metadata.cq4t}",
                    "log/archive/*",
                    "{quarantine/*,temp-*}");

    @TempDir private Path root;

    private enum Outcome {
        WHOLE,
        PREFIX,
        REFUSED
    }

    /** Its seed alone decides what a case is, so that one of a long run can be repeated alone. */
    private record Case(long seed) {
        History historyOf(List<History> histories) {
            return histories.get((int) (seed / 2 % histories.size()));
        }

        boolean isClosed() {
            return seed % 2 == 1;
        }
    }

    @Test
    void nothingWrongIsServed() throws Exception {
        damage(Integer.getInteger("damage.cases", 200), Long.getLong("damage.seed", 1));
    }

    @Tag("slow")
    @Test
    void nothingWrongIsServedInManyCases() throws Exception {
        damage(
                Integer.getInteger("damage.cases.slow", 2_500),
                Long.getLong("damage.seed", 1_000_000));
    }

    /** What the harness would say of a server that serves something else. */
    @Test
    void aWrongValueIsNoticed() throws Exception {
        History history = History.make(root, History.Kind.LOG_ALONE);
        try (CairnServer server = History.start(history.folder(false));
                RespClient client = new RespClient(server.port())) {
            client.call("SET", "k:1", "what nobody wrote");
            assertNotEquals("", faultOf(history, client, true));
        }
    }

    @Test
    void anEmptyFolderBesideSnapshotsIsNoFreshStart() throws Exception {
        History history = History.make(root, History.Kind.SNAPSHOTS);
        Path folder = history.folder(true);
        delete(folder.resolve("log"));
        String refusal = refusal(folder);
        assertEquals("", faultOf(refusal, folder));
        assertEquals(true, refusal.contains("is gone"), refusal);
    }

    private void damage(int cases, long seed) throws Exception {
        List<History> histories = new ArrayList<>();
        for (History.Kind kind : History.Kind.values()) {
            histories.add(History.make(root.resolve(kind.name()), kind));
        }
        Map<Outcome, Integer> outcomes = new EnumMap<>(Outcome.class);
        List<String> faults = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
            List<Future<Outcome>> running = new ArrayList<>();
            for (int i = 0; i < cases; i++) {
                Case one = new Case(seed + i);
                History history = one.historyOf(histories);
                running.add(threads.submit(() -> run(one, history, faults)));
            }
            for (Future<Outcome> future : running) {
                outcomes.merge(
                        future.get(CASE_TIMEOUT_SECONDS * cases, TimeUnit.SECONDS),
                        1,
                        Integer::sum);
            }
        }
        System.out.println(cases + " damaged folders from seed " + seed + ": " + outcomes);
        assertEquals("", String.join("\n", faults.subList(0, Math.min(10, faults.size()))));
    }

    private Outcome run(Case one, History history, List<String> faults) throws Exception {
        Random random = new Random(one.seed());
        Path folder = root.resolve("case-" + one.seed());
        History.copy(history.folder(one.isClosed()), folder);
        List<Path> files = History.files(folder);
        String what;
        boolean tail = false;
        if (random.nextInt(12) == 0) {
            what = removeAll(GROUPS.get(random.nextInt(GROUPS.size())), folder, files);
        } else {
            Path file = files.get(random.nextInt(files.size()));
            Damage damage = Damage.any(random);
            what = file + " " + damage + " " + damage.doTo(folder.resolve(file), random);
            tail = !one.isClosed() && damage.mayBeTorn() && file.equals(newestSegment(files));
        }
        String fault;
        Outcome outcome;
        try (CairnServer server = History.start(folder);
                RespClient client = new RespClient(server.port())) {
            fault = faultOf(history, client, !tail);
            boolean whole = String.valueOf(history.length()).equals(client.call("GET", "seq"));
            outcome = whole ? Outcome.WHOLE : Outcome.PREFIX;
        } catch (StartException e) {
            fault = faultOf(e.getMessage(), folder);
            outcome = Outcome.REFUSED;
        } catch (RuntimeException e) {
            fault = "the server failed with " + e;
            outcome = Outcome.REFUSED;
        }
        delete(folder);
        if (!fault.isEmpty()) {
            synchronized (faults) {
                faults.add(
                        String.format(
                                "seed %d, %s, %s: %s",
                                one.seed(), one.isClosed() ? "closed" : "running", what, fault));
            }
        }
        return outcome;
    }

    private static String removeAll(String group, Path folder, List<Path> files)
            throws IOException {
        PathMatcher matcher = folder.getFileSystem().getPathMatcher("glob:" + group);
        for (Path file : files) {
            if (matcher.matches(file)) {
                Files.delete(folder.resolve(file));
            }
        }
        return "without " + group;
    }

    private static Path newestSegment(List<Path> files) {
        return files.stream()
                .filter(file -> file.toString().endsWith(".cq4") && file.getNameCount() == 2)
                .max(Comparator.naturalOrder())
                .orElseThrow();
    }

    /** What is wrong with the data that are served; empty when nothing is. */
    private static String faultOf(History history, RespClient client, boolean all)
            throws IOException {
        Object seq = client.call("GET", "seq");
        int step = seq == null ? 0 : Integer.parseInt((String) seq);
        Object digest = client.call("DEBUG", "DIGEST");
        if (step > history.length() || !digest.equals(history.digest(step))) {
            return "after " + step + " steps the data are not what they were then";
        }
        return all && step < history.length()
                ? "of " + history.length() + " steps only " + step + " are there"
                : "";
    }

    /** What is wrong with a refusal: it names a file of the folder and a way on, and no exception. */
    private static String faultOf(String refusal, Path folder) {
        boolean names = refusal.contains(folder + "/");
        boolean wayOn = refusal.matches("(?is).*(restore|move|rename|remove|start|backup).*");
        boolean bare = refusal.matches("(?s).*(Exception|Error)\\b.*|.*\\tat .*");
        return names && wayOn && !bare ? "" : "the refusal is no help: " + refusal;
    }

    private static String refusal(Path folder) {
        try (CairnServer server = History.start(folder)) {
            return "no refusal, but a server on port " + server.port();
        } catch (StartException e) {
            return e.getMessage();
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
