// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.backup;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.DigestInputStream;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * One log's objects in a target, and the manifest that says which of them count. An object is put, read back, and named in
 * a manifest; only what no manifest names any more is removed. So whatever fails, the manifest in force is true.
 */
final class BackupWriter {
    private final BackupTarget target;
    private final BackupLimits limits;
    private final BackupProgress progress;
    private Manifest manifest;

    BackupWriter(BackupTarget target, BackupLimits limits, BackupProgress progress) {
        this.target = target;
        this.limits = limits;
        this.progress = progress;
    }

    /** An object that was put. */
    record Put(long bytes, String sha256) {}

    /** The manifest in force; null where the target has not been looked at, or may have changed since. */
    Manifest manifest() {
        return manifest;
    }

    /** Looks what the target has of this log, and removes what a run that was interrupted has put and not named. */
    void open(Manifest empty) throws IOException, BackupException {
        if (manifest != null && manifest.folder().equals(empty.folder())) {
            return;
        }
        Manifest there = Manifest.read(target, empty.folder());
        Manifest found = there == null ? empty : there;
        Set<String> known = new HashSet<>(found.names());
        known.add(Manifest.NAME);
        for (String name : target.names(found.folder())) {
            if (!known.contains(name.substring(found.folder().length()))) {
                target.remove(name);
            }
        }
        manifest = found;
    }

    /** A step has failed: what the target has is looked up again. */
    void forget() {
        manifest = null;
    }

    /** Puts an object and reads it back. */
    Put put(String name, InputStream in, long bytes) throws IOException, BackupException {
        String object = manifest.folder() + name;
        CountedInput counted = new CountedInput(in, done -> progress.copying(name, done, bytes));
        DigestInputStream watched = Sha256.watching(counted);
        store(object, watched);
        String sum = Sha256.sumOf(watched);
        try (InputStream back = target.open(object)) {
            String found = Sha256.of(back);
            if (!found.equals(sum)) {
                throw new BackupException(
                        target
                                + "/"
                                + object
                                + " does not hold what was written to it: its checksum is "
                                + found
                                + ", expected "
                                + sum);
            }
        }
        return new Put(counted.count(), sum);
    }

    /** An object that was put, to be read. */
    InputStream open(String name) throws IOException {
        return target.open(manifest.folder() + name);
    }

    /** Removes an object that was put and is not going to be named. */
    void remove(String name) throws IOException {
        target.remove(manifest.folder() + name);
    }

    /** Puts another manifest in force, then removes the objects that it does not name any more. */
    void replace(Manifest next) throws IOException {
        byte[] text = next.text().getBytes(StandardCharsets.US_ASCII);
        store(next.folder() + Manifest.NAME, new ByteArrayInputStream(text));
        Set<String> gone = new HashSet<>(manifest.names());
        gone.removeAll(next.names());
        manifest = next;
        for (String name : gone) {
            remove(name);
        }
    }

    /** Removes what the limits let go. */
    void prune(long nowMillis) throws IOException {
        List<Manifest.Snapshot> gone = limits.goneOf(manifest.snapshots(), nowMillis);
        if (!gone.isEmpty()) {
            gone.forEach(each -> progress.note("Removed by age or count: " + each.name()));
            replace(manifest.without(gone));
        }
    }

    private void store(String object, InputStream content) throws TargetException {
        try {
            target.put(object, content);
        } catch (IOException e) {
            throw new TargetException(target + "/" + object, e);
        }
    }
}
