// SPDX-License-Identifier: Apache-2.0
/** Tests of the feed of changes, over the wire and from the files. */
package dev.cairn.server.feed;
