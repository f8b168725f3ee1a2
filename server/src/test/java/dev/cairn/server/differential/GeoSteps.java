// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.differential;

import static dev.cairn.server.differential.StepSource.command;

import java.util.ArrayList;
import java.util.List;

/** Commands on places: few keys, places near each other and far, at the poles and at the date line. */
final class GeoSteps implements StepSource {
    @Override
    public List<String> next(Chance chance) {
        return switch (chance.below(16)) {
            case 0, 1, 2, 3 -> add(chance);
            case 4 -> members(command("GEOPOS", chance.key()), chance);
            case 5 -> members(command("GEOHASH", chance.key()), chance);
            case 6 -> distance(chance);
            case 7, 8, 9 -> search(command("GEOSEARCH", chance.key()), chance, true);
            case 10 -> search(command("GEOSEARCHSTORE", chance.key(), chance.key()), chance, false);
            case 11 -> radius(chance);
            case 12 -> radiusByMember(chance);
            case 13 -> command("ZREM", chance.key(), member(chance));
            case 14 -> command("ZRANGE", chance.key(), 0, -1, "WITHSCORES");
            default ->
                    switch (chance.below(10)) {
                        case 0, 1 ->
                                command("ZADD", chance.key(), chance.decimal(), member(chance));
                        case 2 -> crowd(chance);
                        default -> command("ZCARD", chance.key());
                    };
        };
    }

    /** So many that a search need not sort them all to show some. */
    private static List<String> crowd(Chance chance) {
        List<String> command = command("GEOADD", chance.key());
        for (int i = chance.between(100, 300); i > 0; i--) {
            place(command, chance);
            command.add("place" + chance.below(500));
        }
        return command;
    }

    private static List<String> add(Chance chance) {
        List<String> command = command("GEOADD", chance.key());
        while (chance.percent(20)) {
            command.add(chance.word("NX", "XX", "CH"));
        }
        do {
            place(command, chance);
            command.add(member(chance));
        } while (chance.percent(60));
        return command;
    }

    private static List<String> members(List<String> command, Chance chance) {
        do {
            command.add(member(chance));
        } while (chance.percent(40));
        return command;
    }

    private static List<String> distance(Chance chance) {
        List<String> command = command("GEODIST", chance.key(), member(chance), member(chance));
        if (chance.percent(70)) {
            command.add(unit(chance));
        }
        return command;
    }

    private static List<String> search(List<String> command, Chance chance, boolean shows) {
        boolean polygon = chance.percent(20);
        if (!polygon && chance.percent(97)) {
            if (chance.percent(40)) {
                command.addAll(List.of(chance.word("FROMMEMBER"), member(chance)));
            } else {
                command.add(chance.word("FROMLONLAT"));
                place(command, chance);
            }
        }
        if (polygon) {
            int corners = chance.between(3, 6);
            command.addAll(
                    List.of(
                            chance.word("BYPOLYGON"),
                            chance.percent(95) ? "" + corners : chance.integer()));
            // One whose centre is too near to a pole finds what happens to stand in Valkey's
            // memory.
            for (int i = 0; i < corners; i++) {
                command.add("" + (13 + chance.between(-4_000_000, 4_000_000) / 1e6));
                command.add("" + (38 + chance.between(-4_000_000, 4_000_000) / 1e6));
            }
        } else if (chance.percent(60)) {
            command.addAll(List.of(chance.word("BYRADIUS"), length(chance), unit(chance)));
        } else {
            command.add(chance.word("BYBOX"));
            command.addAll(List.of(length(chance), length(chance), unit(chance)));
        }
        options(command, chance, shows);
        return command;
    }

    private static List<String> radius(Chance chance) {
        List<String> command = command(chance.word("GEORADIUS", "GEORADIUS_RO"), chance.key());
        place(command, chance);
        return radiusOptions(command, chance);
    }

    private static List<String> radiusByMember(Chance chance) {
        return radiusOptions(
                command(
                        chance.word("GEORADIUSBYMEMBER", "GEORADIUSBYMEMBER_RO"),
                        chance.key(),
                        member(chance)),
                chance);
    }

    private static List<String> radiusOptions(List<String> command, Chance chance) {
        command.addAll(List.of(length(chance), unit(chance)));
        boolean stores = chance.percent(30);
        options(command, chance, !stores);
        if (stores) {
            command.addAll(List.of(chance.word("STORE"), chance.key()));
        }
        return command;
    }

    private static void options(List<String> command, Chance chance, boolean shows) {
        List<String> options = new ArrayList<>();
        if (chance.percent(60)) {
            options.add(chance.word("ASC", "DESC"));
        }
        if (chance.percent(shows ? 40 : 2)) {
            options.add(chance.word("WITHDIST"));
        }
        if (chance.percent(shows ? 30 : 2)) {
            options.add(chance.word("WITHHASH"));
        }
        if (chance.percent(shows ? 30 : 2)) {
            options.add(chance.word("WITHCOORD"));
        }
        command.addAll(options);
        if (chance.percent(30)) {
            command.add(chance.word("COUNT"));
            command.add(chance.percent(95) ? "" + chance.between(1, 6) : chance.integer());
            if (chance.percent(40)) {
                command.add(chance.word("ANY"));
            }
        }
    }

    private static void place(List<String> command, Chance chance) {
        if (chance.percent(2)) {
            command.addAll(List.of(chance.decimal(), chance.decimal()));
            return;
        }
        double longitude;
        double latitude;
        switch (chance.below(8)) {
            case 0 -> {
                longitude = chance.between(-180_000_000, 180_000_000) / 1e6;
                latitude = chance.between(-85_000_000, 85_000_000) / 1e6;
            }
            case 1 -> {
                // Never two at one place: in which order those come is left open.
                longitude = chance.between(-2, 2) * 89.9 + chance.below(100_000) / 1e6;
                latitude = chance.between(-1, 1) * 84.9 + chance.below(100_000) / 1e6;
            }
            case 2 -> {
                longitude = (chance.percent(50) ? 179 : -180) + chance.below(1_000_000) / 1e6;
                latitude = chance.between(-2_000_000, 2_000_000) / 1e6;
            }
            default -> {
                longitude = 13 + chance.between(-3_000_000, 3_000_000) / 1e6;
                latitude = 38 + chance.between(-3_000_000, 3_000_000) / 1e6;
            }
        }
        command.addAll(List.of("" + longitude, "" + latitude));
    }

    private static String length(Chance chance) {
        return switch (chance.below(6)) {
            case 0 -> "0";
            case 1 -> chance.decimal();
            case 2 -> "" + chance.between(1000, 30_000_000);
            default -> "" + chance.between(1, 600);
        };
    }

    private static String unit(Chance chance) {
        return chance.percent(3) ? chance.junk() : chance.word("M", "KM", "KM", "KM", "FT", "MI");
    }

    private static String member(Chance chance) {
        return "place" + chance.below(30);
    }
}
