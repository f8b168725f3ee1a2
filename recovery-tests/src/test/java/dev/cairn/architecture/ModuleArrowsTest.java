// SPDX-License-Identifier: Apache-2.0
package dev.cairn.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.lang.ArchRule;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The arrows between modules point one way: server to rdb, aof and storage; rdb to storage; nothing back. */
class ModuleArrowsTest {
    @Test
    void storageKnowsNobody() {
        knowsNone("storage", "aof", "rdb", "server");
    }

    @Test
    void aofKnowsNobody() {
        knowsNone("aof", "storage", "rdb", "server");
    }

    @Test
    void rdbKnowsStorageAlone() {
        knowsNone("rdb", "aof", "server");
    }

    /** Rules about an empty room hold by themselves, so this test sees to it that no room is empty. */
    @ParameterizedTest
    @ValueSource(strings = {"storage", "aof", "rdb", "server"})
    void classesOfEveryModuleAreSeen(String module) {
        assertTrue(
                ProductionClasses.ALL.stream()
                        .anyMatch(type -> type.getPackageName().startsWith("dev.cairn." + module)),
                "no classes of dev.cairn." + module + " on the class path");
    }

    private static void knowsNone(String module, String... others) {
        for (String other : others) {
            ArchRule rule =
                    noClasses()
                            .that()
                            .resideInAPackage("dev.cairn." + module + "..")
                            .should()
                            .dependOnClassesThat()
                            .resideInAPackage("dev.cairn." + other + "..")
                            .allowEmptyShould(true);
            rule.check(ProductionClasses.ALL);
        }
    }
}
