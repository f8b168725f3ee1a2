// SPDX-License-Identifier: Apache-2.0

/** Tests of bin/cairn, with a JDK and a Maven that only tell how they were called. */
package dev.cairn.launcher;
