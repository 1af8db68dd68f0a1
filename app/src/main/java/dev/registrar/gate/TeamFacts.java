package dev.registrar.gate;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What is known of teams, asked before judging. A question without an answer is unknown, which is never taken for a yes.
 *
 * @param exists by team slug
 * @param members by team slug and login
 */
public record TeamFacts(Map<String, Boolean> exists, Map<Seat, Boolean> members) {
    public static final TeamFacts UNKNOWN = new TeamFacts(Map.of(), Map.of());

    public TeamFacts {
        Map<String, Boolean> lowered = new HashMap<>();
        exists.forEach((slug, known) -> lowered.put(slug.toLowerCase(Locale.ROOT), known));
        exists = Map.copyOf(lowered);
        members = Map.copyOf(members);
    }

    /** A person's place in a team; GitHub compares both names without regard to case. */
    public record Seat(String team, String login) {
        public Seat {
            team = team.toLowerCase(Locale.ROOT);
            login = login.toLowerCase(Locale.ROOT);
        }
    }

    public enum Known {
        YES,
        NO,
        UNKNOWN
    }

    public Known exists(String team) {
        return known(exists.get(team.toLowerCase(Locale.ROOT)));
    }

    /** Yes if any of the teams has the person; unknown only if none is known to and one is unknown. */
    public Known memberOfAny(Set<String> teams, String login) {
        Known best = Known.NO;
        for (String team : teams) {
            Known member = known(members.get(new Seat(team, login)));
            if (member == Known.YES) {
                return Known.YES;
            }
            best = member == Known.UNKNOWN ? Known.UNKNOWN : best;
        }
        return best;
    }

    private static Known known(@Nullable Boolean answer) {
        if (answer == null) {
            return Known.UNKNOWN;
        }
        return answer ? Known.YES : Known.NO;
    }

    /**
     * What has to be asked.
     *
     * @param anyOf places of which one is enough: behind the first yes of a list nothing more has to be asked
     */
    public record Questions(Set<String> teams, Set<List<Seat>> anyOf) {
        public Questions {
            teams = Set.copyOf(teams);
            anyOf = Set.copyOf(anyOf);
        }

        public Set<Seat> seats() {
            return anyOf.stream().flatMap(List::stream).collect(Collectors.toUnmodifiableSet());
        }
    }
}
