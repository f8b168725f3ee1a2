// SPDX-License-Identifier: Apache-2.0
/** Real servers on disks that are full, fail to sync or stall: nothing acknowledged is lost, and reads go on. */
package dev.cairn.recovery.fault;
