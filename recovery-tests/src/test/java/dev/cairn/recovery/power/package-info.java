// SPDX-License-Identifier: Apache-2.0
/** The power goes at any moment: whatever of the data folder had reached the disk, a server starts on it. */
package dev.cairn.recovery.power;
