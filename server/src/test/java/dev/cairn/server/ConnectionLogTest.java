// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.server.config.Config;
import dev.cairn.server.logging.ServerLog;
import dev.cairn.server.session.NoOutput;
import dev.cairn.server.session.Session;
import dev.cairn.storage.time.Clock;

import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;

class ConnectionLogTest {
    @Test
    void aFaultOfOurOwnIsToldWithItsPlace() {
        StringBuilder written = new StringBuilder();
        Config config = new Config();
        ServerLog log =
                new ServerLog(
                        config,
                        line -> written.append(new String(line, StandardCharsets.UTF_8)),
                        Clock.SYSTEM);
        ConnectionLog connections = new ConnectionLog(log, config.logging.hideUserData);
        Session session = new Session(7, NoOutput.INSTANCE, 0);
        connections.failed(session, new IllegalStateException("broken", new ArithmeticException()));
        String text = written.toString();
        assertTrue(text.contains("Closing client id=7 "), text);
        assertTrue(text.contains("# java.lang.IllegalStateException: broken\n"), text);
        String place = "at dev.cairn.server.ConnectionLogTest.aFaultOfOurOwnIsToldWithItsPlace(";
        assertTrue(text.contains(place), text);
        assertTrue(text.contains("Caused by: java.lang.ArithmeticException"), text);
    }
}
