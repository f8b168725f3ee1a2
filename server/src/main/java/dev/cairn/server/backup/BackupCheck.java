// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.backup;

import dev.cairn.aof.FileFault;
import dev.cairn.rdb.format.RdbException;
import dev.cairn.server.restore.SnapshotCheck;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/** Reads a whole backup, object by object, and says what is wrong. */
public final class BackupCheck {
    private final BackupTarget target;
    private final Manifest manifest;
    private final BackupProgress progress;
    private final List<String> faults = new ArrayList<>();

    public BackupCheck(BackupTarget target, Manifest manifest, BackupProgress progress) {
        this.target = target;
        this.manifest = manifest;
        this.progress = progress;
    }

    /** Everything that is wrong, a line each; nothing when all is well. */
    public List<String> run() throws IOException {
        for (Manifest.Snapshot each : manifest.snapshots()) {
            if (check(each.name(), each.bytes(), each.sha256())) {
                checkSnapshot(each);
            }
        }
        for (Manifest.Segment each : manifest.segments()) {
            check(each.name(), each.bytes(), each.sha256());
        }
        List<Manifest.Range> ranges = manifest.ranges();
        for (int i = 1; i < ranges.size(); i++) {
            faults.add(
                    "The log has a gap from position "
                            + ranges.get(i - 1).to()
                            + " to position "
                            + ranges.get(i).from()
                            + ": nothing between them can be restored");
        }
        return faults;
    }

    private boolean check(String name, long bytes, String sha256) {
        String object = manifest.folder() + name;
        try (InputStream in = target.open(object)) {
            CountedInput counted =
                    new CountedInput(in, done -> progress.copying(name, done, bytes));
            String found = Sha256.of(counted);
            if (counted.count() == bytes && found.equals(sha256)) {
                return true;
            }
            faults.add(
                    target
                            + "/"
                            + object
                            + " has "
                            + counted.count()
                            + " bytes with checksum "
                            + found
                            + "; expected "
                            + bytes
                            + " bytes with "
                            + sha256);
        } catch (IOException e) {
            faults.add(target + "/" + object + " cannot be read: " + FileFault.reason(e));
        }
        return false;
    }

    private void checkSnapshot(Manifest.Snapshot snapshot) throws IOException {
        String object = manifest.folder() + snapshot.name();
        try (InputStream in = target.open(object)) {
            SnapshotCheck.read(in, target + "/" + object);
        } catch (RdbException e) {
            faults.add(e.getMessage());
        }
    }
}
