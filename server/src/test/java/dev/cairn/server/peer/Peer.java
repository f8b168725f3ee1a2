// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.peer;

import static org.junit.jupiter.api.Assertions.fail;

import org.junit.jupiter.api.Assumptions;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Finds the programs of Valkey: in CAIRN_PEER_BIN, in ~/.cache/valkey-peer/bin, then on the PATH. */
public final class Peer {
    private Peer() {}

    /** The program; where there is none the test is skipped, or fails where everything is expected to run. */
    public static Path program(String name) {
        List<Path> folders = new ArrayList<>();
        String named = System.getenv("CAIRN_PEER_BIN");
        if (named != null) {
            folders.add(Path.of(named));
        }
        folders.add(Path.of(System.getProperty("user.home"), ".cache", "valkey-peer", "bin"));
        for (String folder : System.getenv("PATH").split(":", -1)) {
            folders.add(Path.of(folder));
        }
        for (Path folder : folders) {
            if (Files.isExecutable(folder.resolve(name))) {
                return folder.resolve(name);
            }
        }
        String missing = name + " is in none of " + folders + ": not compared with Valkey";
        if ("true".equals(System.getenv("CI"))) {
            return fail(missing);
        }
        System.err.println(missing);
        return Assumptions.abort(missing);
    }
}
