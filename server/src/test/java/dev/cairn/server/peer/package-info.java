// SPDX-License-Identifier: Apache-2.0
/** A real Valkey beside us, to compare with; tests that need it are skipped where there is none. */
package dev.cairn.server.peer;
