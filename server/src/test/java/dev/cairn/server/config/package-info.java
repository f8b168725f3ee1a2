// SPDX-License-Identifier: Apache-2.0
/** Directives compared with those of a real Valkey, and changed in all ways. */
package dev.cairn.server.config;
