// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.server.config.directive.Directive;
import dev.cairn.server.config.file.ConfigException;
import dev.cairn.server.config.file.ConfigReader;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** conf/cairn.conf says what the code says. */
class DocumentedConfigTest {
    private static final Path FILE = Path.of("..", "conf", "cairn.conf");

    @Test
    void theFileIsUpToDate() throws IOException {
        assertEquals(
                DocumentedConfig.text(),
                Files.readString(FILE),
                "write it with DocumentedConfig's main");
    }

    @Test
    void theFileIsTheDefaults() throws ConfigException {
        Config read =
                ConfigReader.read(new String[] {FILE.toString()}, InputStream.nullInputStream());
        Config defaults = new Config();
        for (Directive<?> directive : defaults.directives().all()) {
            assertEquals(
                    directive.text(),
                    read.directives().find(directive.name()).text(),
                    directive::name);
        }
        assertTrue(read.notices().isEmpty(), () -> "notices " + read.notices());
    }

    /** Each directive that has an effect says what it is for and when to change it. */
    @Test
    void everyDirectiveExplainsItself() {
        for (DirectiveGroup group : new Config().groups()) {
            for (Directive<?> directive : group.directives()) {
                String help = directive.spec().help();
                assertTrue(help.endsWith(".") && help.length() > 40, directive::name);
            }
        }
        for (DirectiveGroup group : new Config().inertGroups()) {
            for (Directive<?> directive : group.directives()) {
                assertFalse(directive.spec().inertReason().isEmpty(), directive::name);
            }
        }
    }
}
