// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.cli;

import dev.cairn.server.CairnVersion;

import picocli.CommandLine.IVersionProvider;

/** What {@code cairn version} says. */
final class VersionText implements IVersionProvider {
    @Override
    public String[] getVersion() {
        String commit = CairnVersion.COMMIT.isEmpty() ? "an unnamed commit" : CairnVersion.COMMIT;
        return new String[] {
            "Cairn " + CairnVersion.NUMBER,
            "built from " + commit,
            "on Java " + Runtime.version() + " (" + System.getProperty("java.vendor") + ")"
        };
    }
}
