// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.config;

import dev.cairn.server.config.directive.Text;

import java.net.Inet6Address;
import java.util.regex.Pattern;

/** Directives about cluster mode, which this version does not have. */
final class ClusterDirectives extends InertGroup {
    private static final Pattern HOST_NAME = Pattern.compile("[A-Za-z0-9.-]*");
    private static final Pattern NODE_NAME = Pattern.compile("[A-Za-z0-9./:_\\x80-\\xff-]*");
    private static final Pattern IPV4 =
            Pattern.compile("|((25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])(\\.(?!$)|$)){4}");
    private static final int LONGEST_HOST_NAME = 255;

    ClusterDirectives() {
        super("this version has no cluster mode");
        yesNo(
                true,
                "cluster-require-full-coverage",
                "cluster-allow-pubsubshard-when-down",
                "cluster-allow-replica-migration");
        yesNo(false, "cluster-allow-reads-when-down", "cluster-slot-stats-enabled");
        yesNo(spec("cluster-replica-no-failover").alias("cluster-slave-no-failover"), false);
        number(
                spec("cluster-replica-validity-factor").alias("cluster-slave-validity-factor"),
                10,
                0,
                INT);
        number("cluster-migration-barrier", 1, 0, INT);
        number("cluster-manual-failover-timeout", 5000, 1, INT);
        number("cluster-node-timeout", 15_000, 0, LONG);
        number("cluster-blacklist-ttl", 60, Long.MIN_VALUE, LONG);
        number("cluster-slot-migration-log-max-len", 1000, 0, LONG);
        for (String port :
                new String[] {
                    "announce-bus-port",
                    "announce-port",
                    "announce-tls-port",
                    "announce-client-port",
                    "announce-client-tls-port"
                }) {
            number("cluster-" + port, 0, 0, 65535);
        }
        unsignedSize("cluster-link-sendbuf-limit");
        size("slot-migration-max-failover-repl-bytes", 0, -1, LONG);
        choice("cluster-preferred-endpoint-type", "ip", "ip", "hostname", "unknown-endpoint");
        choice("cluster-config-save-behavior", "sync", "sync", "best-effort");
        String contains = " contains invalid character";
        matching("cluster-announce-ip", NODE_NAME, "cluster-announce-ip" + contains);
        matching(
                "cluster-announce-human-nodename",
                NODE_NAME,
                "Announced human node name contained invalid character");
        matching("cluster-announce-client-ipv4", IPV4, "Invalid IPv4 address");
        text(spec("cluster-announce-client-ipv6"), ClusterDirectives::ipv6);
        text(spec("cluster-announce-hostname"), ClusterDirectives::hostName);
        fromFile();
        // A client that expects a cluster would be told of it only by errors.
        yesNo(spec("cluster-enabled").fixed("this version has no cluster mode"), false);
        number("cluster-port", 0, 0, 65535);
        number("cluster-databases", 1, 1, INT);
        text(
                "cluster-config-file",
                "nodes.conf",
                value -> value.isEmpty() ? "cluster-config-file can't be empty" : "");
        live();
        hidden();
        number("cluster-ping-interval", 0, 0, LONG);
        number("cluster-message-gossip-perc", 10, 1, 100);
    }

    private void matching(String name, Pattern pattern, String refusal) {
        Text.Rule rule = value -> pattern.matcher(value).matches() ? "" : refusal;
        text(spec(name), rule);
    }

    private static String ipv6(String value) {
        try {
            if (!value.isEmpty()) {
                var unused = Inet6Address.ofLiteral(value);
            }
            return "";
        } catch (IllegalArgumentException e) {
            return "Invalid IPv6 address";
        }
    }

    private static String hostName(String value) {
        if (value.length() > LONGEST_HOST_NAME) {
            return "Hostnames must be less than " + (LONGEST_HOST_NAME + 1) + " characters";
        }
        return HOST_NAME.matcher(value).matches()
                ? ""
                : "Hostnames may only contain alphanumeric characters, hyphens or dots";
    }
}
