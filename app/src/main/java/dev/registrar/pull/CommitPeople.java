package dev.registrar.pull;

import java.util.List;

/**
 * Authors and committers of a pull request's commits.
 *
 * @param known those that GitHub could tie to an account
 * @param everyoneKnown false where a commit's e-mail belongs to no account, or the list was cut
 */
public record CommitPeople(List<Actor> known, boolean everyoneKnown) {
    public CommitPeople {
        known = List.copyOf(known);
    }
}
