// SPDX-License-Identifier: Apache-2.0
package dev.cairn.recovery.power;

import dev.cairn.recovery.damage.SparseFile;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What a disk holds at one moment: the names and bytes that are certain, and those that came since. A power loss leaves a
 * mixture: of each file any pages of the new, and the new names as any of the changes since the last sync made them, a
 * rename wholly or not at all.
 */
final class DiskState {
    private static final int PAGE_BYTES = 4096;
    private static final SparseFile EMPTY = new SparseFile(new byte[0], 0);

    private final Map<String, Long> synced = new TreeMap<>();
    private final Map<String, Long> latest = new TreeMap<>();
    private final Set<String> syncedFolders = new TreeSet<>();
    private final Map<Long, SparseFile> syncedBytes = new HashMap<>();
    private final Map<Long, SparseFile> latestBytes = new HashMap<>();

    /** Files whose names changed together: which other one each belongs to. */
    private final Map<Long, Long> belongsTo = new HashMap<>();

    private DiskState() {}

    /** Reads the state; nobody may write meanwhile. */
    static DiskState of(SyncedDisk disk) throws IOException {
        DiskState state = new DiskState();
        state.readLatest(disk.data(), "");
        state.readSynced(disk, SyncedDisk.inode(disk.data()), "");
        state.readBytes(disk);
        state.joinRenames();
        return state;
    }

    private void readLatest(Path folder, String prefix) throws IOException {
        for (Map.Entry<String, Long> name : SyncedDisk.namesIn(folder).entrySet()) {
            Path file = folder.resolve(name.getKey());
            if (Files.isDirectory(file)) {
                readLatest(file, prefix + name.getKey() + "/");
            } else {
                latest.put(prefix + name.getKey(), name.getValue());
                latestBytes.put(name.getValue(), SparseFile.of(file));
            }
        }
    }

    private void readSynced(SyncedDisk disk, long folder, String prefix) throws IOException {
        Map<String, Long> names = disk.syncedNames(folder);
        if (names == null) {
            return;
        }
        for (Map.Entry<String, Long> name : names.entrySet()) {
            String path = prefix + name.getKey();
            boolean isFolder =
                    disk.syncedNames(name.getValue()) != null
                            || Files.isDirectory(disk.data().resolve(path));
            if (isFolder) {
                syncedFolders.add(path);
                readSynced(disk, name.getValue(), path + "/");
            } else {
                synced.put(path, name.getValue());
            }
        }
    }

    private void readBytes(SyncedDisk disk) throws IOException {
        Set<Long> inodes = new HashSet<>(synced.values());
        inodes.addAll(latest.values());
        for (long inode : inodes) {
            SparseFile bytes = disk.syncedBytes(inode);
            syncedBytes.put(inode, bytes == null ? EMPTY : bytes);
            SparseFile pinned = disk.latestBytes(inode);
            latestBytes.putIfAbsent(inode, pinned == null ? syncedBytes.get(inode) : pinned);
        }
    }

    /** A file that took another one's name, or left one folder for another, did so in one step with all that goes with it. */
    private void joinRenames() {
        Set<String> paths = new HashSet<>(synced.keySet());
        paths.addAll(latest.keySet());
        for (String path : paths) {
            Long before = synced.get(path);
            Long after = latest.get(path);
            if (before != null && after != null && !before.equals(after)) {
                belongsTo.put(eldest(after), eldest(before));
            }
        }
        // A move that the new folder's sync made certain is certain in the old folder too.
        synced.entrySet()
                .removeIf(
                        name ->
                                !latest.containsKey(name.getKey())
                                        && latest.entrySet().stream()
                                                .anyMatch(
                                                        other ->
                                                                other.getValue()
                                                                                .equals(
                                                                                        name
                                                                                                .getValue())
                                                                        && Objects.equals(
                                                                                synced.get(
                                                                                        other
                                                                                                .getKey()),
                                                                                name.getValue())));
    }

    private long eldest(long inode) {
        long found = inode;
        while (belongsTo.getOrDefault(found, found) != found) {
            found = belongsTo.get(found);
        }
        return found;
    }

    /** Writes what is left when the power goes now. */
    void lose(Path target, Random random) throws IOException {
        Files.createDirectories(target);
        for (String folder : syncedFolders) {
            Files.createDirectories(target.resolve(folder));
        }
        int chance = new int[] {0, 50, 100}[random.nextInt(3)];
        Map<Long, Boolean> renamed = new HashMap<>();
        Set<Long> inodes = new TreeSet<>(syncedBytes.keySet());
        for (long inode : inodes) {
            boolean isNew =
                    renamed.computeIfAbsent(eldest(inode), _ -> random.nextInt(100) < chance);
            SparseFile bytes = null;
            for (Map.Entry<String, Long> name : (isNew ? latest : synced).entrySet()) {
                if (name.getValue() == inode) {
                    bytes = bytes == null ? mix(inode, random) : bytes;
                    Path file = target.resolve(name.getKey());
                    Files.createDirectories(file.getParent());
                    bytes.write(file);
                }
            }
        }
    }

    /** Sometimes nothing new has reached the disk, sometimes all, sometimes any page by itself. */
    private SparseFile mix(long inode, Random random) {
        SparseFile before = syncedBytes.get(inode);
        SparseFile after = latestBytes.get(inode);
        int chance = new int[] {0, 50, 90, 100}[random.nextInt(4)];
        byte[] mixed =
                Arrays.copyOf(
                        before.bytes(), Math.max(before.bytes().length, after.bytes().length));
        for (int at = 0; at < mixed.length; at += PAGE_BYTES) {
            if (random.nextInt(100) < chance) {
                int end = Math.min(at + PAGE_BYTES, mixed.length);
                Arrays.fill(mixed, at, end, (byte) 0);
                int count = Math.min(end, after.bytes().length) - at;
                if (count > 0) {
                    System.arraycopy(after.bytes(), at, mixed, at, count);
                }
            }
        }
        long length = random.nextInt(100) < chance ? after.length() : before.length();
        return new SparseFile(Arrays.copyOf(mixed, (int) Math.min(mixed.length, length)), length);
    }
}
