// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** Which Cairn this is, as the build wrote it down. */
public final class CairnVersion {
    private static final Properties WRITTEN = read();

    /** For example 0.1.0. */
    public static final String NUMBER = WRITTEN.getProperty("version");

    /** The commit that it was built from; empty where the build did not know. */
    public static final String COMMIT = WRITTEN.getProperty("commit");

    private CairnVersion() {}

    private static Properties read() {
        Properties properties = new Properties();
        try (InputStream in = CairnVersion.class.getResourceAsStream("/cairn-version.properties")) {
            properties.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return properties;
    }
}
