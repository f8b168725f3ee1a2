// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.cairn.server.config.Config;

import org.junit.jupiter.api.Test;

/** The line of the log that says what the server runs with. */
class ConfigSummaryTest {
    @Test
    void theDefaultsNeedNoList() {
        Config config = new Config();
        assertEquals(
                "Configuration in force: data in "
                        + config.persistence.dir.value()
                        + "; all directives at their defaults",
                ConfigSummary.of(config));
    }

    /** The folder stands there once, passwords not at all, and what has no effect has its own notice. */
    @Test
    void whatIsSetIsTold() {
        Config config =
                new Config()
                        .set("dir", "/tmp")
                        .set("requirepass", "secret")
                        .set("hz", "20")
                        .set("maxmemory", "2gb")
                        .set("timeout", "0");
        assertEquals(
                "Configuration in force: data in /tmp; not at their defaults: requirepass ****,"
                        + " maxmemory 2gb",
                ConfigSummary.of(config));
    }
}
