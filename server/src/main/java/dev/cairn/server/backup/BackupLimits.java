// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.backup;

import java.util.ArrayList;
import java.util.List;

/**
 * How much of the past a target keeps. The newest snapshot always stays, and by age the newest of those that are too old:
 * so every moment that is young enough can be restored.
 *
 * @param snapshots how many snapshots, 0 for all
 * @param millis how old a moment may be that can still be restored, 0 for any age
 */
public record BackupLimits(int snapshots, long millis) {
    /** Those of the snapshots, which are in order, that go. */
    List<Manifest.Snapshot> goneOf(List<Manifest.Snapshot> all, long nowMillis) {
        int first = snapshots == 0 ? 0 : Math.max(0, all.size() - snapshots);
        if (millis > 0) {
            for (int i = first; i < all.size(); i++) {
                first = all.get(i).createdMillis() <= nowMillis - millis ? i : first;
            }
        }
        return new ArrayList<>(all.subList(0, first));
    }

    /** Whether a snapshot of such a position and time may come to those that are there, and does not go at once, nor pushes one of them out. */
    boolean haveRoom(Manifest manifest, long position, long createdMillis, long nowMillis) {
        Manifest.Snapshot another = new Manifest.Snapshot("", 0, "", position, createdMillis);
        List<Manifest.Snapshot> all = manifest.with(another).snapshots();
        boolean fits = snapshots == 0 || all.size() <= snapshots;
        return fits && !goneOf(all, nowMillis).contains(another);
    }
}
