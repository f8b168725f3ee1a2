// SPDX-License-Identifier: Apache-2.0
package dev.cairn.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;

import dev.cairn.aof.LogStatus;

import org.junit.jupiter.api.Test;

import java.util.Map;
import java.util.Set;

/** What each room may know: memory, the network, the log, files and clocks each have their place. */
class RoomsTest {
    /**
     * Rooms and classes that read the clock or draw at random, and why. To all others both come in as parameters. A name
     * drawn once, which nothing is computed from, does no harm to replay.
     */
    private static final Map<String, String> CLOCK_AND_CHANCE =
            Map.of(
                    "dev.cairn.storage.time", "the room of the clocks and of randomness",
                    "dev.cairn.aof.segment.Identity", "the name of a data directory",
                    "dev.cairn.aof.segment.SegmentBuilder", "the names of segments",
                    "dev.cairn.server.ServerLifecycle", "the name of a run",
                    "dev.cairn.server.LiveSettings", "the secret of the keyspace's hash");

    /** Rooms that measure durations, and why. What they measure is reported or paces work; it never becomes data. */
    private static final Map<String, String> STOPWATCHES =
            Map.of(
                    "dev.cairn.server.engine",
                    "how long commands take, uptime; others are handed the engine's",
                    "dev.cairn.aof.writer",
                    "sync every second, how long a sync takes");

    /** Rooms and classes that touch memory beyond Java's, and why. */
    private static final Map<String, String> FOREIGN_MEMORY =
            Map.of(
                    "dev.cairn.storage.memory", "the one door to where data lives",
                    "dev.cairn.aof.segment.SystemDisk",
                            "posix_fallocate, which Java has no method for");

    /** What reads a clock or draws at random. */
    private static final Set<String> SOURCES =
            Set.of(
                    "java.lang.System.currentTimeMillis",
                    "java.lang.Math.random",
                    "java.time.Instant.now",
                    "java.time.LocalDate.now",
                    "java.time.LocalDateTime.now",
                    "java.time.ZonedDateTime.now",
                    "java.time.Clock.systemUTC",
                    "java.time.Clock.systemDefaultZone",
                    "java.util.UUID.randomUUID",
                    "java.util.Random.<init>",
                    "java.util.concurrent.ThreadLocalRandom.current",
                    "java.security.SecureRandom.<init>");

    @Test
    void offHeapMemoryHasOneDoor() {
        forbid(allBut(FOREIGN_MEMORY.keySet()), resideInAPackage("java.lang.foreign.."));
    }

    @Test
    void unsafeIsBanned() {
        forbid(
                resideInAPackage("dev.cairn.."),
                resideInAnyPackage("sun.misc..", "jdk.internal..", "sun.nio.."));
    }

    /** server.engine is the event loop that the command thread runs on; nobody else meets Netty. */
    @Test
    void nettyChannelsStayInTheNetRoom() {
        forbid(
                resideInAPackage("dev.cairn..")
                        .and(not("dev.cairn.server.net"))
                        .and(not("dev.cairn.server.engine")),
                resideInAPackage("io.netty.."));
    }

    /**
     * server.command.docs is not a command: it reads the commands' documentation from the jar. LogStatus is figures alone,
     * which INFO and WAITAOF report.
     */
    @Test
    void commandsKnowNoNetworkNoLogAndNoFiles() {
        forbid(
                resideInAPackage("dev.cairn.server.command..")
                        .and(not("dev.cairn.server.command.docs")),
                resideInAnyPackage(
                                "io.netty..",
                                "dev.cairn.aof..",
                                "dev.cairn.server.net..",
                                "java.io..",
                                "java.net..",
                                "java.nio.channels..",
                                "java.nio.file..")
                        .and(DescribedPredicate.not(type(LogStatus.class))));
    }

    @Test
    void clocksAndChanceHaveOneRoom() {
        callsOnlyIn(CLOCK_AND_CHANCE.keySet(), SOURCES);
    }

    @Test
    void stopwatchesAreFew() {
        callsOnlyIn(STOPWATCHES.keySet(), Set.of("java.lang.System.nanoTime"));
    }

    private static void callsOnlyIn(Set<String> rooms, Set<String> methods) {
        noClasses()
                .that(allBut(rooms))
                .should()
                .callCodeUnitWhere(target(methods))
                .because("time and chance come in as parameters, or no failure can be replayed")
                .check(ProductionClasses.ALL);
    }

    private static DescribedPredicate<JavaCall<?>> target(Set<String> methods) {
        return DescribedPredicate.describe(
                "the target is one of " + methods,
                call -> {
                    AccessTarget target = call.getTarget();
                    return methods.contains(target.getOwner().getName() + "." + target.getName());
                });
    }

    /** Everything of ours outside these packages and classes, which are named in full. */
    private static DescribedPredicate<JavaClass> allBut(Set<String> rooms) {
        return DescribedPredicate.describe(
                "are outside " + rooms,
                type ->
                        rooms.stream()
                                .noneMatch(
                                        room ->
                                                type.getName().equals(room)
                                                        || type.getName().startsWith(room + ".")
                                                        || type.getName().startsWith(room + "$")));
    }

    private static DescribedPredicate<JavaClass> not(String room) {
        return DescribedPredicate.not(resideInAPackage(room));
    }

    private static void forbid(
            DescribedPredicate<? super JavaClass> room,
            DescribedPredicate<? super JavaClass> foreign) {
        noClasses()
                .that(room)
                .should()
                .dependOnClassesThat(foreign)
                .allowEmptyShould(true)
                .check(ProductionClasses.ALL);
    }
}
