// SPDX-License-Identifier: Apache-2.0
package dev.cairn.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;

import org.junit.jupiter.api.Test;

import java.util.Map;
import java.util.Set;

/** What each room may know: memory, the network, the log, files and clocks each have their place. */
class RoomsTest {
    /** Where a clock may be read or chance drawn, and why. Elsewhere both come in as parameters. */
    private static final Map<String, String> CLOCK_AND_CHANCE =
            Map.of("dev.cairn.storage.time", "the room of the clocks and of randomness");

    /** What reads a clock or draws at random. */
    private static final Set<String> SOURCES =
            Set.of(
                    "java.lang.System.currentTimeMillis",
                    "java.lang.System.nanoTime",
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

    /** Native memory has one door; aof.writer calls posix_fallocate, which Java has no method for. */
    @Test
    void offHeapMemoryHasOneDoor() {
        forbid(
                resideInAPackage("dev.cairn..")
                        .and(not("dev.cairn.storage.memory"))
                        .and(not("dev.cairn.aof.writer")),
                resideInAPackage("java.lang.foreign.."));
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

    /** server.command.docs is not a command: it reads the commands' documentation from the jar. */
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
                        "java.nio.file.."));
    }

    @Test
    void clocksAndChanceHaveOneRoom() {
        DescribedPredicate<JavaClass> elsewhere = resideInAPackage("dev.cairn..");
        for (String room : CLOCK_AND_CHANCE.keySet()) {
            elsewhere = elsewhere.and(not(room));
        }
        ArchRule rule =
                noClasses()
                        .that(elsewhere)
                        .should()
                        .callCodeUnitWhere(readsClockOrChance())
                        .because(
                                "time and chance come in as parameters, or no failure can be"
                                        + " replayed");
        rule.check(ProductionClasses.ALL);
    }

    private static DescribedPredicate<JavaCall<?>> readsClockOrChance() {
        return DescribedPredicate.describe(
                "a clock is read or chance is drawn",
                call -> {
                    AccessTarget target = call.getTarget();
                    return SOURCES.contains(target.getOwner().getName() + "." + target.getName());
                });
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
