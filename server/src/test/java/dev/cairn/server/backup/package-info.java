// SPDX-License-Identifier: Apache-2.0
/** Tests of backups: made while a server writes, interrupted everywhere, damaged everywhere, restored. */
package dev.cairn.server.backup;
