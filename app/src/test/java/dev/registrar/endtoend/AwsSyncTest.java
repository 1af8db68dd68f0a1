package dev.registrar.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.registrar.sandbox.aws.EcrRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** When catalogs are held against AWS, and where what follows is written. */
@Timeout(180)
class AwsSyncTest {
    private static final String CRAWLER = "search-crawler"; // pending in the seeded catalog
    private static final String ADDRESS = "111111111111.dkr.ecr.eu-west-2.amazonaws.com/search-crawler";

    private final HastyClock clock = new HastyClock(1);

    @RegisterExtension
    final Acme acme = new Acme(clock).withAws();

    private EcrRegistry london;

    @BeforeEach
    void london() {
        london = acme.aws().registry("111111111111", "eu-west-2");
    }

    private String catalog() {
        return acme.person("paula").read(Acme.CATALOG, "main");
    }

    private void configure(String from, String to) {
        String text = acme.person("paula").read(Acme.CONFIGURATION, "main");
        acme.person("paula").write(Acme.CONFIGURATION, "main", text.replace(from, to), "Configure");
    }

    private long lists() {
        return acme.aws().calls().stream()
                .filter(call -> call.startsWith("DescribeRepositories"))
                .count();
    }

    @Test
    void time_alone_hasTheCatalogHeldAgainstAws_asOftenAsItSays() {
        london.repository(CRAWLER).keeps(20);
        clock.forward(Duration.ofMinutes(2));
        acme.until("the address in the catalog", () -> Optional.of(catalog()).filter(text -> text.contains(ADDRESS)));
        assertThat(catalog()).contains("status: active");

        long before = lists();
        clock.forward(Duration.ofMinutes(11));
        acme.until("another look", () -> Optional.of(lists()).filter(now -> now > before));
    }

    @Test
    void commitsByPullRequest_activateByOne() {
        london.repository(CRAWLER).keeps(20);
        configure("approvals:", "commits: {mode: pull-request}\napprovals:");
        JsonNode pull = acme.until("a pull request", () -> {
            JsonNode open = acme.person("olga").get("/pulls?state=open");
            return open.isEmpty() ? Optional.empty() : Optional.of(open.get(0));
        });
        assertThat(pull.get("title").asText()).isEqualTo("Activate registry search-crawler");
        assertThat(catalog()).doesNotContain(ADDRESS);
        acme.run(pull.get("number").asInt(), "registrar", "success");

        long before = lists();
        configure("# Read", "# Always read");
        acme.until("another look", () -> Optional.of(lists()).filter(now -> now > before));
        assertThat(acme.person("olga").get("/pulls?state=all"))
                .as("and only by one")
                .hasSize(1);
    }

    @Test
    void repositoryInTheWrongRegion_staysPending_andIsReported() {
        london.repository(CRAWLER).keeps(20);
        configure("aws:\n  accounts:\n", """
                placement: {strategy: per-environment}
                aws:
                  accounts:
                    test: {id: "111111111111", regions: [eu-west-1]}
                """);
        JsonNode issue = acme.until("an issue", () -> {
            JsonNode open = acme.person("olga").get("/issues?state=open&labels=registry-drift");
            return open.isEmpty() ? Optional.empty() : Optional.of(open.get(0));
        });
        assertThat(issue.get("body").asText()).contains("In the wrong account or region", "`" + ADDRESS + "`");
        assertThat(catalog()).doesNotContain(ADDRESS);
    }

    @Test
    void roles_ofACatalogThatNobodyVouchesFor_areNotAssumed() {
        configure(
                "regions: [eu-west-2]}",
                "regions: [eu-west-2], role_arn: \"arn:aws:iam::111111111111:role/registrar-read\"}");
        acme.until("a look at AWS", () -> Optional.of(lists()).filter(count -> count > 0));

        assertThat(acme.aws().calls()).noneMatch(call -> call.startsWith("AssumeRole"));
    }

    @Test
    void nothingReadable_followsNothing() {
        acme.aws().deny("DescribeRepositories");
        london.repository("stray");
        configure("# Read", "# Always read");
        acme.until("a look at AWS", () -> Optional.of(lists()).filter(count -> count > 0));

        assertThat(List.of(
                        acme.person("olga").get("/issues?state=all&labels=registry-drift"),
                        acme.person("olga").get("/pulls?state=all")))
                .allMatch(JsonNode::isEmpty);
    }
}
