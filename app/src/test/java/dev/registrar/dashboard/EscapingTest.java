package dev.registrar.dashboard;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleNameStartingWith;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import j2html.TagCreator;
import j2html.tags.DomContent;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EscapingTest {
    private static final ArchRule NO_RAW_HTML = noClasses()
            .should()
            .callMethodWhere(JavaCall.Predicates.target(nameMatching("rawHtml|withStyle|.*Inline.*|renderFormatted")));

    /** What the rule is there to find. */
    static final class Planted {
        static DomContent page(String typed) {
            return TagCreator.rawHtml("<b>" + typed);
        }

        private Planted() {}
    }

    @Test
    void rawHtml_isNowhereMadeOfTexts() {
        ClassFileImporter importer = new ClassFileImporter();

        NO_RAW_HTML.check(importer.importPackages("dev.registrar.dashboard")
                .that(DescribedPredicate.not(simpleNameStartingWith("Planted"))));
        assertThatThrownBy(() -> NO_RAW_HTML.check(importer.importClasses(Planted.class)))
                .isInstanceOf(AssertionError.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<b>&\"'|<bdi>&lt;b&gt;&amp;&quot;&#x27;</bdi>",
                "a\u202Eb\u200B|<bdi>a(U+202E)b(U+200B)</bdi>",
                "\u05D0\u05D1|<bdi>\u05D0\u05D1</bdi>",
            })
    void words_areText(String typed, String html) {
        assertThat(Parts.words(typed).render()).isEqualTo(html);
    }

    @Test
    void lines_showPairsOfBackticksAsCode_andLoneOnesAsTheyAre() {
        assertThat(Parts.lines("Rename it to `a<b`.").render())
                .isEqualTo("<div class=\"lines\"><p><bdi>Rename it to </bdi><code><bdi>a&lt;b</bdi></code>"
                        + "<bdi>.</bdi></p></div>");
        assertThat(Parts.lines("a ` b").render()).contains("<bdi>a ` b</bdi>");
    }

    @Test
    void path_ofPairs_isEncoded() {
        assertThat(Parts.path("/registry", "name", "a&b=\"<c>", "x", "y"))
                .isEqualTo("/registry?name=a%26b%3D%22%3Cc%3E&x=y");
    }

    @Test
    void chart_withNumbers_hasThemInATableToo_andWithoutSaysSo() {
        List<LocalDate> days = List.of(LocalDate.parse("2026-03-03"), LocalDate.parse("2026-03-04"));
        Chart chart =
                new Chart("T", "About.", "Nothing.", days, List.of(new Chart.Series("failed", "bad", List.of(0L, 3L))));

        assertThat(chart.show("x").render())
                .contains("role=\"img\"", "aria-labelledby=\"x-title x-about\"", "<title>2026-03-04: 3 failed</title>")
                .contains("<span>2026-03-04</span></th><td role=\"cell\" data-label=\"failed\"><div><span>3</span>")
                .doesNotContain("style=");
        Chart empty =
                new Chart("T", "About.", "Nothing.", days, List.of(new Chart.Series("failed", "bad", List.of(0L, 0L))));
        assertThat(empty.show("x").render()).contains("Nothing.").doesNotContain("<svg");
    }

    @ParameterizedTest
    @CsvSource({
        "PT30S,30 s ago",
        "PT5M,5 min ago",
        "PT47H,47 h ago",
        "P3D,3 days ago",
        "-PT2H,in 2 h",
        "P30D,2026-02-02"
    })
    void times_areToldFromNow(Duration since, String words) {
        Instant now = Instant.parse("2026-03-04T12:00:00Z");
        Parts parts = new Parts(Clock.fixed(now, ZoneOffset.UTC));

        assertThat(parts.ago(now.minus(since)).render()).contains(">" + words + "</time>");
    }
}
