package dev.registrar.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.registrar.catalog.CatalogChange;
import dev.registrar.catalog.yaml.CatalogReader;
import dev.registrar.catalog.yaml.CatalogText;
import dev.registrar.text.Span;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for every catalog and every fault; the seed in a failure's name makes it again. */
class VerdictPropertyTest {
    private static final int SIZE = 25;

    static LongStream seeds() {
        return LongStream.range(0, 40);
    }

    /** One fault in one field of one entry. */
    private static String fault(String entry, Random random) {
        return switch (random.nextInt(9)) {
            case 0 -> entry.replaceFirst("risk: (\\w)(\\w)", "risk: $2$1");
            case 1 -> entry.replaceFirst("status: active", "status: actve # why");
            case 2 -> entry.replaceFirst("environment:", "enviroment:");
            case 3 -> entry.replaceFirst("encryption: \\w+", "encryption: KMS_DSSE");
            case 4 -> entry.replaceFirst("keep_image_count: \\d+", "keep_image_count: 7");
            case 5 -> entry.replaceFirst("tag_mutability: (\\w+)", "tag_mutability: \"MUTABLE_WITH_EXCLUSION\"");
            case 6 -> entry.replaceFirst("id: REGISTRY_", "id: REGISTRY__");
            case 7 -> entry.replaceFirst("image_scanning: true", "image_scanning: yes");
            default -> entry.replaceFirst("requested_by: ana", "requested_by: 12");
        };
    }

    private static List<String> entries(int size) {
        String text = LargeCatalog.of(size);
        return List.of(text.substring(text.indexOf("repositories:\n") + 14).split("(?<=\n)\n"));
    }

    private static String catalog(List<String> entries) {
        return "last_updated: \"2026-01-09\"\nrepositories:\n" + String.join("\n", entries);
    }

    private static List<String> faulty(Random random, int faults) {
        List<String> entries = new ArrayList<>(entries(SIZE));
        for (int i = 0; i < faults; i++) {
            int at = random.nextInt(entries.size());
            entries.set(at, fault(entries.get(at), random));
        }
        return entries;
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void fix_ofAFault_leavesEveryByteOutsideTheEntryAndItsFindingIsGone(long seed) {
        Random random = new Random(seed);
        List<String> sound = new ArrayList<>(entries(SIZE));
        int at = random.nextInt(SIZE);
        List<String> broken = new ArrayList<>(sound);
        broken.set(at, fault(sound.get(at), random));
        String ends = random.nextBoolean() ? "\n" : "\r\n";
        String before = catalog(sound).replace("\n", ends);
        String after = catalog(broken).replace("\n", ends);
        Proposal proposal = Proposals.change(before, after, "paula");
        List<Finding> faults = Judge.judge(proposal).blocking().toList();
        assertThat(faults).isNotEmpty();

        Fixes.Outcome fixed = Fixes.of(proposal);

        Span entry = entry(proposal.after(), LargeCatalog.name(at));
        assertThat(fixed.text()).startsWith(after.substring(0, entry.start())).endsWith(after.substring(entry.end()));
        Set<Finding.Identity> left =
                fixed.verdict().findings().map(Finding::identity).collect(Collectors.toSet());
        assertThat(faults)
                .filteredOn(fault -> fault.suggestion().isPresent())
                .allSatisfy(fault -> assertThat(left).doesNotContain(fault.identity()));
        assertThat(Fixes.of(Proposals.change(before, fixed.text(), "paula")).repaired())
                .isEmpty();
    }

    private static Span entry(CatalogText text, String name) {
        var at = dev.registrar.catalog.Field.ENTRY.of(name);
        Span key = text.document().keySpan(at).orElseThrow();
        Span value = text.document().at(at).orElseThrow().span();
        return new Span(key.start(), value.end(), 1, 1, 1, 1);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void verdict_ofAnotherOrderOfEntries_isTheSame(long seed) {
        Random random = new Random(seed);
        List<String> entries = faulty(random, 4);
        int twin = random.nextInt(SIZE);
        String name = LargeCatalog.name(twin);
        entries.add(entries.get(twin).replaceFirst("  " + name, "  " + name.replaceFirst("-", "")));
        String before = catalog(entries(SIZE));
        List<String> shuffled = new ArrayList<>(entries);
        Collections.shuffle(shuffled, random);

        assertThat(told(Proposals.audit(catalog(shuffled)))).isEqualTo(told(Proposals.audit(catalog(entries))));
        assertThat(told(Proposals.change(before, catalog(shuffled), "ana")))
                .isEqualTo(told(Proposals.change(before, catalog(entries), "ana")));
    }

    private static Set<List<Object>> told(Proposal proposal) {
        return Judge.judge(proposal)
                .findings()
                .map(finding -> List.<Object>of(finding.identity(), finding.action(), finding.suggestion()))
                .collect(Collectors.toSet());
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void change_ofACatalogToItself_isEmptyHoweverItIsWritten(long seed) {
        Random random = new Random(seed);
        List<String> entries = faulty(random, 3);
        List<String> shuffled = new ArrayList<>(entries);
        Collections.shuffle(shuffled, random);
        CatalogText one = CatalogReader.read(catalog(entries));
        CatalogText other = CatalogReader.read("# moved\r\n" + catalog(shuffled).replace("\n", "\r\n"));

        assertThat(CatalogChange.between(one.catalog(), one.catalog()).isEmpty())
                .isTrue();
        assertThat(CatalogChange.between(one.catalog(), other.catalog()).isEmpty())
                .isTrue();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void oldFaults_areNoticesWhateverElseChanges(long seed) {
        Random random = new Random(seed);
        List<String> before = faulty(random, 5);
        List<String> after = new ArrayList<>(before);
        after.add(entries(SIZE + 1).get(SIZE));
        Collections.shuffle(after, random);

        Verdict verdict = Judge.judge(Proposals.change(catalog(before), catalog(after), "paula"));

        assertThat(verdict.blocking()).isEmpty();
        Set<Optional<String>> noted = verdict.findings().map(Finding::registry).collect(Collectors.toSet());
        Set<Optional<String>> wrong = Judge.judge(Proposals.audit(catalog(before)))
                .blocking()
                .map(Finding::registry)
                .collect(Collectors.toSet());
        assertThat(noted).containsAll(wrong);
    }

    @ParameterizedTest
    @MethodSource("largeFaults")
    void fault_inALargeCatalog_isFoundByItsGateAloneOnItsLine(String gate, String from, String to) {
        String before = LargeCatalog.of(1_000);
        int entry = before.indexOf("  " + LargeCatalog.name(500) + ":");
        int at = before.indexOf(from, entry);
        String after = before.substring(0, at) + to + before.substring(at + from.length());

        Verdict verdict = Judge.judge(Proposals.change(before, after, "paula"));

        assertThat(verdict.gates())
                .filteredOn(Verdict.GateVerdict::failed)
                .singleElement()
                .satisfies(failed -> {
                    assertThat(failed.gate().word()).isEqualTo(gate);
                    assertThat(failed.findings())
                            .singleElement()
                            .satisfies(finding -> assertThat(finding.span().line())
                                    .isEqualTo((int) IntStream.range(0, at)
                                                    .filter(i -> before.charAt(i) == '\n')
                                                    .count()
                                            + 1));
                });
    }

    static Object[][] largeFaults() {
        // The entry in the middle is of the tier high.
        return new Object[][] {
            {"schema", "status: active", "status: " + "Active".toLowerCase(Locale.ROOT) + "ly"},
            {"naming", "id: REGISTRY_", "id: REG_"},
            {"risk-tier", "tag_mutability: IMMUTABLE", "tag_mutability: MUTABLE"},
            {"ownership", "owner: app-team-media", "owner: app-team-ghosts"},
            {"lifecycle", "status: active", "status: decommissioned"},
            {"placement", "repository_url: 111111111111", "repository_url: 222222222222"}
        };
    }
}
