package dev.registrar.approval;

import static org.assertj.core.api.Assertions.assertThat;

import dev.registrar.approval.Decision.Enough;
import dev.registrar.approval.Decision.Granted;
import dev.registrar.approval.Decision.Refused;
import dev.registrar.approval.Decision.Why;
import dev.registrar.approval.Excluded.Ground;
import dev.registrar.approval.Matter.Kind;
import dev.registrar.approval.Matter.Published;
import dev.registrar.approval.Tally.Cause;
import dev.registrar.approval.Tally.Lapse;
import dev.registrar.pull.Actor;
import dev.registrar.pull.HeadSha;
import dev.registrar.pull.Teams.Membership;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class ApprovalRulesTest {
    private static final Instant SHOWN = Instant.parse("2026-03-02T10:00:00Z");
    private static final Instant LATER = SHOWN.plusSeconds(60);
    private static final Actor PAT = new Actor(1, "pat", false);
    private static final Actor QUINN = new Actor(2, "quinn", false);
    private static final Actor ALICE = new Actor(3, "alice", false);
    private static final ApproverTeam PLATFORM = team("platform-team", 70, 70);
    private static final ApproverTeam TAKEN_OVER = team("platform-team", 70, 71);
    private static final ApproverTeam GONE =
            new ApproverTeam("platform-team", OptionalLong.of(70), OptionalLong.empty());
    private static final ApproverTeam NEVER_SEEN =
            new ApproverTeam("platform-team", OptionalLong.empty(), OptionalLong.of(70));

    static Stream<Arguments> refusals() {
        return Stream.of(
                Arguments.of("a bot", request(), attempt(new Actor(1, "pat[bot]", true)), Why.NOT_A_PERSON),
                Arguments.of("on a closed request", with(request(), false, false, SHOWN), attempt(PAT), Why.CLOSED),
                Arguments.of("no teams configured", noTeams(), attempt(PAT), Why.NO_TEAMS),
                Arguments.of(
                        "a stranger", request(), attempt(ALICE, seat(PLATFORM, Membership.NONE)), Why.NOT_AN_APPROVER),
                Arguments.of("without an answer about teams", request(), attemptWithout(PAT), Why.NOT_AN_APPROVER),
                Arguments.of(
                        "a pending member",
                        request(),
                        attempt(PAT, seat(PLATFORM, Membership.PENDING)),
                        Why.PENDING_MEMBER),
                Arguments.of(
                        "from a slug taken over",
                        request(),
                        attempt(PAT, seat(TAKEN_OVER, Membership.ACTIVE)),
                        Why.TEAM_CHANGED),
                Arguments.of(
                        "from a team that is gone",
                        request(),
                        attempt(PAT, seat(GONE, Membership.ACTIVE)),
                        Why.TEAM_CHANGED),
                Arguments.of(
                        "from a team never pinned",
                        request(),
                        attempt(PAT, seat(NEVER_SEEN, Membership.ACTIVE)),
                        Why.TEAM_CHANGED),
                Arguments.of(
                        "pending in a slug taken over",
                        request(),
                        attempt(PAT, seat(TAKEN_OVER, Membership.PENDING)),
                        Why.NOT_AN_APPROVER),
                Arguments.of("while a finding blocks", with(request(), true, true, SHOWN), attempt(PAT), Why.BLOCKED),
                Arguments.of("before anything was shown", unpublished(), attempt(PAT), Why.NOT_PUBLISHED),
                Arguments.of(
                        "before the present content was shown",
                        with(request(), true, false, LATER.plusSeconds(1)),
                        attempt(PAT),
                        Why.CHANGED),
                Arguments.of("after a change not shown yet", showing("old"), attempt(PAT), Why.CHANGED),
                Arguments.of(
                        "of a text that has changed since the event",
                        request(),
                        new Attempt(PAT, seats(), 9, LATER, false, ""),
                        Why.CHANGED));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refusals")
    void attempt_thatMustFail_isRefused(String what, Matter matter, Attempt attempt, Why why) {
        Decision decision = ApprovalRules.decide(matter, attempt, List.of(given(QUINN, "now")));
        assertThat(decision).isInstanceOfSatisfying(Refused.class, refused -> {
            assertThat(refused.why()).isEqualTo(why);
            assertThat(refused.reason()).endsWith(".").doesNotContain("@");
            assertThat(refused.next()).endsWith(".").doesNotContain("@");
            assertThat(refused.sentence()).isEqualTo(refused.reason() + " " + refused.next());
        });
    }

    @Test
    void attempt_whereNoConfiguredNameMeansATeam_isToldWhatToCorrect() {
        assertThat(ApprovalRules.decide(request(), attempt(ALICE, seat(GONE, Membership.NONE)), List.of()))
                .isInstanceOfSatisfying(
                        Refused.class,
                        refused -> assertThat(refused.next())
                                .startsWith("Nobody is: `platform-team` is no team")
                                .contains("`approvals.teams`"));
    }

    @ParameterizedTest
    @EnumSource(Ground.class)
    void attempt_onOnesOwn_isRefused_underAnyLogin(Ground ground) {
        Matter matter =
                matter("now", 1, List.of(new Excluded(new Actor(PAT.id(), "pat-was-called-this", false), ground)));
        assertThat(ApprovalRules.decide(matter, attempt(PAT), List.of()))
                .isInstanceOfSatisfying(Refused.class, refused -> {
                    assertThat(refused.why()).isEqualTo(Why.HAS_A_PART_IN_IT);
                    assertThat(refused.reason()).startsWith("You ").endsWith(", and nobody approves their own.");
                    assertThat(refused.next()).isEqualTo("Another member of `platform-team` can.");
                });
    }

    @Test
    void exclusion_isById_notByLogin() {
        Matter matter = matter("now", 1, List.of(new Excluded(new Actor(99, "pat", false), Ground.WROTE_REQUEST)));
        assertThat(ApprovalRules.decide(matter, attempt(PAT), List.of())).isInstanceOf(Enough.class);
    }

    @Test
    void attempt_inTheSecondOfPublication_counts() {
        Matter matter = with(request(), true, false, LATER.plusMillis(900));
        assertThat(ApprovalRules.decide(matter, attempt(PAT), List.of())).isInstanceOf(Enough.class);
    }

    @Test
    void attempt_byMemberOfAnyTeam_counts() {
        Attempt attempt =
                attempt(PAT, seat(TAKEN_OVER, Membership.ACTIVE), seat(team("security", 5, 5), Membership.ACTIVE));
        assertThat(ApprovalRules.decide(request(), attempt, List.of())).isInstanceOf(Enough.class);
    }

    @Test
    void attempt_firstOfTwo_isGranted_andSaysWhatIsMissing() {
        assertThat(ApprovalRules.decide(matter("now", 2, List.of()), attempt(PAT), List.of()))
                .isInstanceOfSatisfying(Granted.class, granted -> {
                    assertThat(granted.approval()).isEqualTo(new Approval(PAT, "now", 9, LATER, "fine"));
                    assertThat(granted.sentence()).isEqualTo("Approved by 1 of 2; it takes 1 more person.");
                });
    }

    @Test
    void attempt_secondOfTwo_isEnough_oldestFirst() {
        Approval first = approval(QUINN, "now", SHOWN.plusSeconds(5));
        Decision decision =
                ApprovalRules.decide(matter("now", 2, List.of()), attempt(PAT), List.of(new OnRecord(first, seats())));
        assertThat(decision)
                .isInstanceOfSatisfying(
                        Enough.class,
                        enough -> assertThat(enough.approvals())
                                .containsExactly(first, new Approval(PAT, "now", 9, LATER, "fine")));
    }

    @Test
    void person_approvingTwice_countsOnce() {
        Actor renamed = new Actor(PAT.id(), "pat-renamed", false);
        Approval first = approval(renamed, "now", SHOWN.plusSeconds(5));
        assertThat(ApprovalRules.decide(
                        matter("now", 2, List.of()), attempt(PAT), List.of(new OnRecord(first, seats()))))
                .isInstanceOfSatisfying(Granted.class, granted -> {
                    assertThat(granted.again()).isTrue();
                    assertThat(granted.approval()).isEqualTo(first);
                    assertThat(granted.sentence()).isEqualTo("You have approved this already; it takes 1 more person.");
                });
    }

    @Test
    void person_approvingAgain_whenThereIsEnough_letsItHappen() {
        assertThat(ApprovalRules.decide(request(), attempt(PAT), List.of(given(PAT, "now"))))
                .isInstanceOf(Enough.class);
    }

    @Test
    void tally_leavesOutWhatHasLapsed_withItsCause() {
        Matter matter = matter("now", 1, List.of(new Excluded(ALICE, Ground.EDITED_REQUEST)));
        OnRecord changed = given(PAT, "old");
        OnRecord left = new OnRecord(approval(QUINN, "now", LATER), List.of(seat(PLATFORM, Membership.NONE)));
        OnRecord taken = new OnRecord(approval(PAT, "now", LATER), List.of(seat(TAKEN_OVER, Membership.ACTIVE)));
        OnRecord edited = given(ALICE, "now");
        Tally tally = ApprovalRules.tally(matter, List.of(changed, left, taken, edited));
        assertThat(tally.holding()).isEmpty();
        assertThat(tally.missing()).isEqualTo(1);
        assertThat(tally.lapsed())
                .containsExactlyInAnyOrder(
                        new Lapse(changed.approval(), Cause.CONTENT_CHANGED),
                        new Lapse(left.approval(), Cause.NO_LONGER_APPROVER),
                        new Lapse(taken.approval(), Cause.NO_LONGER_APPROVER),
                        new Lapse(edited.approval(), Cause.HAS_A_PART_IN_IT));
    }

    @Test
    void approval_ofContentThatWasChangedAndChangedBack_staysLapsed() {
        OnRecord before = given(PAT, "now");
        Matter shownAgain = with(request(), true, false, before.approval().at().plusSeconds(30));
        assertThat(ApprovalRules.tally(shownAgain, List.of(before)).lapsed())
                .containsExactly(new Lapse(before.approval(), Cause.CONTENT_CHANGED));
    }

    @Test
    void approvals_withNoTeamsLeft_holdNothing() {
        assertThat(ApprovalRules.tally(noTeams(), List.of(given(PAT, "now"))).enough())
                .isFalse();
    }

    @Test
    void digestOfPullRequest_differsByHeadBaseAndPullRequest() {
        HeadSha head = new HeadSha("a".repeat(40));
        String digest = Digests.ofPullRequest(5, 1, head, "main");
        assertThat(Stream.of(
                        Digests.ofPullRequest(5, 1, new HeadSha("b".repeat(40)), "main"),
                        Digests.ofPullRequest(5, 1, head, "release"),
                        Digests.ofPullRequest(5, 2, head, "main"),
                        Digests.ofPullRequest(6, 1, head, "main")))
                .doesNotContain(digest)
                .doesNotHaveDuplicates();
    }

    @Test
    void retargetedPullRequest_losesItsApprovals() {
        HeadSha head = new HeadSha("a".repeat(40));
        String toMain = Digests.ofPullRequest(5, 1, head, "main");
        String toRelease = Digests.ofPullRequest(5, 1, head, "release");
        Matter matter = new Matter(
                Kind.PULL_REQUEST,
                toRelease,
                Optional.of(new Published(toRelease, SHOWN)),
                true,
                false,
                1,
                List.of("platform-team"),
                List.of());
        assertThat(ApprovalRules.tally(matter, List.of(given(PAT, toMain))).enough())
                .isFalse();
    }

    @Test
    void slugThatIsNone_doesNotActInTheAnswer() {
        Matter matter = new Matter(
                Kind.REQUEST, "now", Optional.empty(), true, false, 1, List.of("`@acme/all` <b>"), List.of());
        assertThat(ApprovalRules.decide(matter, attempt(ALICE, seat(PLATFORM, Membership.NONE)), List.of()))
                .isInstanceOfSatisfying(
                        Refused.class,
                        refused -> assertThat(refused.next()).isEqualTo("Members of `` `@acme/all` <b> `` can."));
    }

    private static Matter request() {
        return matter("now", 1, List.of());
    }

    private static Matter matter(String digest, int required, List<Excluded> excluded) {
        return new Matter(
                Kind.REQUEST,
                digest,
                Optional.of(new Published(digest, SHOWN)),
                true,
                false,
                required,
                List.of("platform-team"),
                excluded);
    }

    private static Matter with(Matter matter, boolean open, boolean blocked, Instant since) {
        return new Matter(
                matter.kind(),
                matter.digest(),
                Optional.of(new Published(matter.digest(), since)),
                open,
                blocked,
                matter.required(),
                matter.teams(),
                matter.excluded());
    }

    private static Matter showing(String digest) {
        return new Matter(
                Kind.REQUEST,
                "now",
                Optional.of(new Published(digest, SHOWN)),
                true,
                false,
                1,
                List.of("platform-team"),
                List.of());
    }

    private static Matter unpublished() {
        return new Matter(Kind.REQUEST, "now", Optional.empty(), true, false, 1, List.of("platform-team"), List.of());
    }

    private static Matter noTeams() {
        return new Matter(
                Kind.REQUEST, "now", Optional.of(new Published("now", SHOWN)), true, false, 1, List.of(), List.of());
    }

    private static Attempt attempt(Actor actor, Seat... seats) {
        return new Attempt(actor, seats.length == 0 ? seats() : List.of(seats), 9, LATER, true, "fine");
    }

    private static Attempt attemptWithout(Actor actor) {
        return new Attempt(actor, List.of(), 9, LATER, true, "fine");
    }

    private static OnRecord given(Actor actor, String digest) {
        return new OnRecord(approval(actor, digest, SHOWN.plusSeconds(5)), seats());
    }

    private static Approval approval(Actor actor, String digest, Instant at) {
        return new Approval(actor, digest, 8, at, "");
    }

    private static List<Seat> seats() {
        return List.of(seat(PLATFORM, Membership.ACTIVE));
    }

    private static Seat seat(ApproverTeam team, Membership membership) {
        return new Seat(team, membership);
    }

    private static ApproverTeam team(String slug, long pinned, long current) {
        return new ApproverTeam(slug, OptionalLong.of(pinned), OptionalLong.of(current));
    }
}
