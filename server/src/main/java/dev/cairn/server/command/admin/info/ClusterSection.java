// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command.admin.info;

import dev.cairn.server.command.CommandContext;

/** Whether the server is part of a cluster: it is not. */
final class ClusterSection implements InfoSection {
    @Override
    public String title() {
        return "Cluster";
    }

    @Override
    public void write(InfoText text, CommandContext context) {
        text.none("cluster_enabled");
    }
}
