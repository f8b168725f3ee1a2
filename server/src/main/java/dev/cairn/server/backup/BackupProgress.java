// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.backup;

/** Hears how far a backup is. */
public interface BackupProgress {
    /** An object is being copied: so many bytes of so many. */
    void copying(String name, long doneBytes, long totalBytes);

    /** An object was copied and checked. */
    void copied(String name, long bytes);

    /** Something worth a line. */
    void note(String line);
}
